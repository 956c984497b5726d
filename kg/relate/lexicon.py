"""Words of posts: a title is an optional prefix (常务副, 党组…) and a stem that ends it (书记, 局长…)."""

from __future__ import annotations

import re

_STEMS = """
总书记 书记 主席 总理 省长 州长 市长 县长 区长 旗长 盟长 镇长 乡长 村长 专员 街长 社长 部长 厅长 局长 处长 科长
股长 司长 署长 院长 校长 园长 所长 站长 队长 大队长 中队长 支队长 总队长 分队长 小队长 班长 组长 连长 排长 营长
团长 师长 旅长 军长 司令员 政委 政治委员 指导员 教导员 参谋长 董事长 董事 监事长 监事 总经理 经理 总裁 首席执行官
首席经济学家 首席专家 行长 厂长 矿长 场长 店长 馆长 台长 会长 理事长 秘书长 理事 主任 委员 常委 总监 总工程师
总设计师 总会计师 总经济师 总规划师 工程师 高级工程师 设计师 会计师 经济师 建筑师 农艺师 畜牧师 兽医师 技师 高级技师
主编 总编辑 总编 编审 编辑 台柱 院士 教授 研究员 副研究员 讲师 教师 老师 班主任 辅导员 教练 主教练 医师 主任医师
副主任医师 主治医师 护士长 护士 医生 药师 检察长 检察官 检察官助理 审判长 审判员 法官 庭长 律师 合伙人 民警 警长
辅警 干警 消防员 巡视员 调研员 督导员 指挥长 指挥 总指挥 驾驶员 司机 列车长 船长 机长 乘务员 调度员 值班员 焊工
电工 钳工 机修工 技术员 农技员 检验员 化验员 营业员 售票员 保洁员 护林员 护路员 瞭望员 网格员 宣传员 讲解员 导游
志愿者 代表 党代表 人大代表 政协委员 成员 党员 队员 会员 员工 职工 工作人员 负责人 相关负责人 主要负责人 发言人
新闻发言人 联络员 召集人 创始人 联合创始人 法定代表人 传承人 非遗传承人 代表性传承人 掌门人 领队 队医 研究馆员
副研究馆员 馆员 总干事 干事 干部 驻村干部 助理 主任助理 总经理助理 秘书 文书 顾问 总领事 领事 大使 参赞 特派员
农场主 社工 主厨 厨师长 演员 导演 编剧 艺术总监 艺术指导 团委书记 老总 老板 村支书 支书 村主任 文物修复师 挡车工
操作工 船工 村医 乡医 校医 印工 组长助理
"""
_PREFIX = (
    "常务|第一|首席|执行|名誉|荣誉|终身|代理|高级|资深|特级|一级|二级|三级|四级|副|代|总|党组|党委|党总支|党支部|支部|团委|"
    "驻村|挂职|轮值|联席|兼职|专职|退休"
)
_ALTERNATIVES = "|".join(sorted(_STEMS.split(), key=len, reverse=True))

TITLE_WORD = re.compile(rf"(?:(?:{_ALTERNATIVES})|(?:{_PREFIX})+(?:{_ALTERNATIVES}))(?:助理)?(?![们会])")
"""A post without the organisation before it."""

PLACE_POST = re.compile(r"^(?:原|代|代理)?(?:常务)?副?(省长|州长|市长|县长|区长|旗长|盟长|镇长|乡长)$")
"""A head of a division: the post is of the division or its government, not of the party committee named before it."""

VILLAGE_POST = re.compile("村支书|村主任|村书记|村党支部书记|村委会主任|社区书记|村长|寨老")
"""Posts of a village, whose body may stand anywhere in the sentence."""

NOT_OF_PLACES = re.compile(
    "教师|老师|医生|医师|教授|工程师|演员|导演|律师|司机|护士|技师|研究员|记者|工人|职工|乡医|匠|师傅|歌手|兽医|艺人|大师|作家|画家|果农|摊主|牧民|农民|居民|店主"
)
"""Callings that a place before them (社区的退休教师) does not employ."""

_UNITS = (
    "部|处|科|室|队|组|中心|院|系|所|庭|站|股|办|会|党委|党组|支部|党总支|团委|集团|公司|分局|局|车间|班|委|校区|片区|项目|车|线|段|路|学|"
    "专业|驻村|厂|基地|支行|分行|学校|工会|村|区"
)
UNIT = (
    rf"(?:(?:[^，。；：、（）“”！？\sⓅⓄⓁⒿⓎⓉ]{{0,14}}?(?:{_UNITS}))?"
    r"(?:的|原|时任|前|现任|新任|首任|历任|党|驻村|党政|一名|一位|首席|当值|年轻|退休|青年|女|老|唯一的?)*)"
)
"""Words that may stand between a body and a post: a unit inside the body, 原, 时任 …"""

FITTING = (
    (re.compile("校长|教师|老师|班主任|教授|讲师|辅导员"), re.compile("[校学]|学院|分校|幼儿园")),
    (re.compile("园长"), re.compile("园")),
    (re.compile("院长|院士|医师|医生|护士|检察长|检察官|法官|庭长|审判"), re.compile("院|医|检察|法院")),
    (re.compile("局长|民警|所长|警"), re.compile("[局所]|公安|派出所|支队|大队")),
    (re.compile("行长"), re.compile("行|银行|信用社|联社")),
    (re.compile("厅长"), re.compile("厅")),
    (re.compile("台长"), re.compile("台")),
    (re.compile("馆长|馆员"), re.compile("馆|院|博物")),
    (re.compile("站长"), re.compile("站")),
    (re.compile("队长|队员|教练|领队|消防员|指导员"), re.compile("队|团|俱乐部")),
    (re.compile("组长|组员"), re.compile("组$|专班")),
    (re.compile("团长|团员"), re.compile("团$")),
    (re.compile("指挥长"), re.compile("指挥部")),
    (re.compile("会长|理事|秘书长"), re.compile("会|合作社|社|联盟")),
    (re.compile("社长"), re.compile("社")),
    (re.compile("厂长|车间"), re.compile("厂|公司")),
    (re.compile("矿长"), re.compile("矿")),
    (
        re.compile("董事|总经理|总裁|经理|总监|首席执行官|监事|总工|法定代表人|创始人|员工"),
        re.compile("公司|集团|厂|行|业|股份|科技|社$|院$|所$|局$|建"),
    ),
)
"""Which bodies a post without a body beside it can belong to: (post, end of the body's name)."""


UNMARKED_BODY = re.compile(
    r"(?:会|委|局|院|校|行|队|政府|公司|集团|办事处|厅|所|站|厂|镇|乡|县|市|州|[^校小社]区|旗|盟|省|村|社区|大学|医院|中学|小学|党委|党组)(?:的|原|党委|党组|党支部)*$"
)
"""Words that end the name of another body, which nobody marked: the post after them is not of the body before."""


def fits(title: str, body: str) -> bool:
    """Whether the post is of a kind that such a body has; False for posts that every body has."""
    return any(post.search(title) and kind.search(body) for post, kind in FITTING)
