"""Any way of writing a name leads to its entity, and no name leads to the wrong one."""

import pytest

from kg.errors import AmbiguousName, UnknownName
from kg.graph import KnowledgeGraph
from tests.graph.samples import HOSTILE, hostile, namesakes, news


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph(news())


@pytest.mark.parametrize("name", ["云岭绿能有限公司", "云岭绿能", "《云岭绿能》", " 云 岭绿能\n有限公司", "“云岭绿能”", "「云岭绿能」"])
def test_names_aliases_blanks_and_quotes(graph: KnowledgeGraph, name: str) -> None:
    assert graph.entity(name).name == "云岭绿能有限公司"


def test_width_and_case() -> None:
    from kg.dataset import Dataset

    row = {"entity_id": "e1", "type": "PROJECT", "name": "5G＋工业互联网ABC", "aliases": []}
    assert KnowledgeGraph(Dataset.from_rows(entities=[row])).entity("５ｇ+工业互联网abc").id == "e1"


def test_id_and_record(graph: KnowledgeGraph) -> None:
    entity = graph.entity("清水河风电项目")
    assert graph.entity(entity.id) == entity == graph.entity(entity)


def test_unknown_name_tells_the_nearest(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="何向东"):
        graph.entity("何向冬")
    with pytest.raises(UnknownName):
        graph.entity("")
    with pytest.raises(UnknownName):
        graph.entity("\ud800\x00")


def test_namesakes_are_listed_with_what_tells_them_apart() -> None:
    graph = KnowledgeGraph(namesakes())
    with pytest.raises(AmbiguousName) as error:
        graph.entity("何向东")
    message = str(error.value)
    for word in ("云岭县应急管理局 局长", "白河市应急管理局 驾驶员", "PERSON", "e-second"):
        assert word in message
    assert len(error.value.candidates) == 2
    assert {graph.entity(c).name for c in error.value.candidates} == {"何向东"}


def test_what_tells_an_entity_apart(graph: KnowledgeGraph) -> None:
    told = {name: graph.describe(name) for name in ("马晓梅", "清水河风电项目", "柳树镇", "云岭第一中学", "白河市")}
    assert told == {
        "马晓梅": "云岭绿能有限公司 董事长",
        "清水河风电项目": "柳树镇 位于",
        "柳树镇": "位于 清水河风电项目",
        "云岭第一中学": "in “县应急局进校园” 2024-05-06",
        "白河市": "in “2024/云岭.txt #2”",
    }


def test_a_type_settles_a_shared_alias_and_a_name_beats_an_alias() -> None:
    graph = KnowledgeGraph(namesakes())
    with pytest.raises(AmbiguousName):
        graph.entity("云岭")
    assert graph.entity("云岭", type="PLACE").name == "云岭县"
    assert graph.entity("云岭", type="机构").name == "云岭绿能有限公司"
    assert graph.entity("云岭县").type == "PLACE"


def test_search_ranks_whole_names_then_edges_then_fame(graph: KnowledgeGraph) -> None:
    assert [e.name for e in graph.search("云岭县")][:2] == ["云岭县", "云岭县应急管理局"]
    assert {e.name for e in graph.search("应急")} == {"云岭县应急管理局", "白河市应急管理局"}
    assert [e.name for e in graph.search("应急 白河")] == ["白河市应急管理局"]
    assert [e.name for e in graph.search("应急", type="ORG", limit=1)] == ["云岭县应急管理局"]
    assert graph.search("应急", type="PERSON") == graph.search("没有的") == graph.search(" 《》 ") == []


def test_hostile_names_are_found_as_data() -> None:
    graph = KnowledgeGraph(hostile())
    for number, name in enumerate(HOSTILE):
        assert graph.entity(name).id == f"e{number}"
        assert len(repr(graph.entity(name))) < 120
