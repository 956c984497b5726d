"""The shape of a person's name in Chinese print: surnames, double surnames, names with a middle dot."""

from __future__ import annotations

import re

from kg.read.text import HAN


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮纪柯梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司古吉缪车项连芦麦褚娄戚岑"
    "景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗"
    "燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍"
    "辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由邴宓蓟印靖"
    "泽苻兀妥拜虎撒者喇仁昂央勒岩刀召帕俸毋郇过贠员迮逄佴郄竺竹逢步宛寿扶堵佳琚暴续贡甫劭濮仉庹冒苍占宦水揣滑冶候肇烟化才才年邦多依热木麻吾阿"
)
_DOUBLE = tuple(
    _words(
        """
        欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 端木 夏侯 长孙 宇文 轩辕 呼延 南宫 拓跋 独孤 完颜 司空
        闻人 澹台 钟离 申屠 百里 东郭 赫连 纳兰 万俟 太史 公冶 爱新 叶赫 第五 西门
        """
    )
)
_NOT_NAMES = _words(
    """
    受访者 资料 资料图 本报 新华社 记者 通讯员 网络 视频 图片 单位 学校 公司 主办方 读者 作者 官方 综合 本网 景区 医院 警方
    市民 居民 村民 游客 日前 近日 昨日 今日 昨天 今天 前日 连日 连日来 目前 时下 日下 此前 随后 当日 当天 上午 下午 走进
    走访 获悉 采访 来到 跟随 看到 了解 了解到 现场 组图 多图 配图 漫画 插图 制图 高清 全文 文图 图文 摄影 报道 整理 编译
    综述 通讯 时评 社论 特写 消息 快讯 侧记 专访 评论 未完 待续 下转 上接 安全 高考 中考 国庆 周末 周一 周二 周三 周四 周五
    周六 周日 何时 何处 何为 何必 何以 何谓 应当 应该 应急 和谐 和平 那么 那些 那里 都是 来源 来自 全国 全省 全市 全县 全州
    全区 全村 全镇 国家 平台 高温 暴雨 大雨 文化 文明 文旅 文体 成立 成功 成果 成效 解读 解析 解决 万元 万人 石油 水利 水库
    金融 金秋 包括 时间 时代 时光 明天 明年 关于 关注 项目 方面 方便 方案 管理 向上 向前 海外 江南 海南 云南 河南 安徽 江苏
    江西 黄河 长江 南方 北方 东方 西部 公告 公示 启事 通知 通告 简讯 要闻 农业 农村 乡村 党建 党委 马上 马拉松 黄金周 于是
    对于 终于 古镇 古城 古村 花开 花海 路上 计划 任务 任命 任免
    """
)
_NEVER = _words(
    """
    受访者 资料 资料图 本报 本报讯 新华社 记者 通讯员 网络 视频 图片 单位 学校 公司 主办方 读者 官方 综合 本网 景区 医院
    警方 市民 居民 村民 游客 日前 近日 昨日 今日 昨天 今天 前日 前天 连日 连日来 目前 时下 此前 随后 当日 当天 上午 下午
    走进 走访 获悉 采访 来到 跟随 看到 了解 了解到 现场 实地 组图 多图 配图 漫画 插图 制图 文图 图文 摄影 报道 整理 编译
    完成 两天 全市 全省 全县 全州 全国 我市 我县 我省 我州 我区
    """
)
_SOUNDS = frozenset(
    "阿艾爱安敖巴白拜班别宾布才次茨达德迪丁多尔丹东顿额恩尕法甫菲戈格根古桂哈海赫合恒呼胡吉及江加贾杰金君喀卡康柯科克库拉莱兰劳勒雷里莉利力丽列林琳洛隆鲁罗玛马买麦迈满曼"
    "芒米密明莫木穆那纳娜乃南尼妮努诺帕潘培佩皮平普齐其奇恰钦青琼曲热仁日荣如若瑞萨赛桑色沙珊山尚什史士斯松苏索塔泰坦汤提铁廷图托娃瓦旺维韦温文翁乌吾伍武西希夏先向辛欣旭"
    "卜雅亚娅央杨也叶依伊衣宜以因英永尤于宇玉裕扎泽则增扎真珍珠朱孜祖卓宗措措拥忠姆萍牛化让么岩坎香罕咩玛坚赞贡布嘎威且奴茹洪宰霍阔甘朗朵仓觉嘉旦昂尕诺云朝鲁音苏荣生热合曼买提吐肉孜汗江依明夏衣库尔班热孜万古丽"
)
_NO_LAST = frozenset("栏台窗墙版季周岛园站线谈评讯闻报刊榜网汇坊街路镇村县市节夜录篇课库室厅堂馆院校局办部员们者品价费案例款表片照影剧戏函")
_UNLIKELY = re.compile(
    "[的了是在与及被把对获讯者们这该各每从昨据]|记者|通讯|单位|公司|中心|近日|日前|今[日天]"
    "|教授|大学|科技|集团|社区|主任|局长|院长|书记|立方|万元|亿元"
)
_WORDS = re.compile(r"[\s：:]+")
_NAME_PART = re.compile(f"[{HAN}]+")


def squeeze(name: str) -> str:
    """A name without the blanks that print puts into it."""
    return re.sub(r"\s+", "", name)


def is_name(word: str, told: bool = False) -> bool:
    """Whether a word without blanks may be a person's name.

    `told` says that the context calls it a name (after 记者, before 摄), which allows names without a known surname.
    """
    if word in _NEVER or (not told and word in _NOT_NAMES):
        return False
    if "·" in word:
        parts = word.split("·")
        return len(word) <= 24 and all(len(p) <= 12 and _NAME_PART.fullmatch(p) for p in parts) and not _UNLIKELY.search(word)
    if len(word) < 2 or not _NAME_PART.fullmatch(word):
        return False
    if word[0] in _SURNAMES and len(word) <= 3:
        return len(word) == 2 or not _UNLIKELY.search(word[1:])
    if word.startswith(_DOUBLE) and len(word) <= 4:
        return True
    if not told:
        return False
    return is_foreign(word) or (len(word) <= 4 and not _UNLIKELY.search(word))


def is_foreign(word: str) -> bool:
    """Whether a word is written in the characters that spell Uygur, Kazakh, Mongolian, Tibetan, Yi and foreign names."""
    return 3 <= len(word) <= 8 and sum(c not in _SOUNDS for c in word) <= len(word) // 5


def is_plain_name(word: str) -> bool:
    """A name that nothing but its shape tells: surname and one or two characters, or a middle dot."""
    return is_name(word) and ("·" in word or word[-1] not in _NO_LAST)


def is_roll(line: str) -> bool:
    """Whether at least three names stand in a row, parted by blanks."""
    names = 0
    for word in _WORDS.split(line.strip()):
        names = names + 1 if is_plain_name(word.strip("，、。；;（）()")) else 0
        if names >= 3:
            return True
    return False
