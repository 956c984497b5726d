"""Word segmentation by spacy-pkuseg with the model that the package ships.

The model is ours (`python -m kg.train.segmenter`): one compressed file, weights as halves. spaCy's Chinese
tokenizer runs it; nothing is downloaded.
"""

from __future__ import annotations

import functools
import zipfile
from pathlib import Path

import numpy as np
import spacy_pkuseg
import srsly
from spacy_pkuseg.feature_extractor import FeatureExtractor
from spacy_pkuseg.model import Model

from kg.errors import ModelError

MODEL = Path(__file__).parent / "models" / "segmenter.zip"


def write_model(features: dict, weights: np.ndarray, path: Path) -> None:
    """Store features (as in pkuseg's features.msgpack) and weights in one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in (
            ("features.msgpack", srsly.msgpack_dumps(features | {"feature_to_idx": list(features["feature_to_idx"])})),
            ("weights.f2", weights.astype("<f2").tobytes()),
        ):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


@functools.cache
def load_segmenter(path: Path = MODEL) -> spacy_pkuseg.pkuseg:
    """A pkuseg segmenter (`.cut(text) -> list of words`) from our model file.

    Raises:
        ModelError: the file is missing or damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            features = srsly.msgpack_loads(archive.read("features.msgpack"))
            weights = np.frombuffer(archive.read("weights.f2"), "<f2").astype(np.float64)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ModelError(f"{path}: the segmentation model cannot be read: {error}; reinstall kg") from error
    segmenter = spacy_pkuseg.pkuseg.__new__(spacy_pkuseg.pkuseg)
    segmenter.postag = False
    segmenter.preprocesser = spacy_pkuseg.Preprocesser(None)
    segmenter.postprocesser = spacy_pkuseg.Postprocesser(None, None)
    segmenter.postprocesser.common_words = segmenter.postprocesser.other_words = set()
    segmenter.feature_extractor = _feature_extractor(features)
    segmenter.n_feature = len(features["feature_to_idx"])
    segmenter.n_tag = len(features["tag_to_idx"])
    segmenter.idx_to_tag = {number: tag for tag, number in features["tag_to_idx"].items()}
    segmenter.model = _model(weights, segmenter.n_feature, segmenter.n_tag)
    return segmenter


def _feature_extractor(features: dict) -> FeatureExtractor:
    extractor = FeatureExtractor.__new__(FeatureExtractor)
    extractor.unigram = set(features["unigram"])
    extractor.bigram = set()
    extractor.feature_to_idx = {name: i for i, name in enumerate(features["feature_to_idx"])}
    extractor.tag_to_idx = features["tag_to_idx"]
    return extractor


def _model(weights: np.ndarray, features: int, tags: int) -> Model:
    model = Model.__new__(Model)
    model.n_tag, model.n_feature, model.w = tags, features, weights
    model.n_transition_feature = tags * (features + tags)
    return model
