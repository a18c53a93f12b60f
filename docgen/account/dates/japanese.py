"""Dates as Japanese minutes name them, in the order in which they are tried at one place of a text."""

from __future__ import annotations

from docgen.account.dates import readings as r
from docgen.account.dates.pattern import Pattern, table
from docgen.account.dates.words import NUMERAL_LEADS

PAST = table(
    "毎隔先前昨去",
    Pattern("毎週金曜", "", r"(?:毎週|隔週|先々?週|前週)の?(?:{ANYWD}(?:曜日?|(?!\w))|末)?", r.never, "never"),
    Pattern("毎月25日", "", r"(?:毎月|先々?月|前月)の?(?:{JDAY}日|末日?|[上中下初]旬|初め?|頭)?", r.never, "never"),
    Pattern("前年度末", "", r"(?:昨|前|去|毎)年度?(?:末|内)", r.never, "never"),
)
MONTHS = table(
    NUMERAL_LEADS + "'令平R昨去今当本来再次翌第月最上中下初",
    Pattern("来月第2金曜", "2027-01-08", r"(?:{MONTHREF}の?)?第{S}(?P<nth>[1-5一二三四五]){S}{WD}曜日?", r.nth_weekday),
    Pattern("12月第2週", "2026-12-11", r"{MONTHREF}の?第{S}(?P<nth>[1-5一二三四五]){S}週目?", r.nth_week),
    Pattern("来月第3営業日", "2027-01-06", r"(?:{MONTHREF}の?)?第{S}{COUNT}{S}営業日", r.nth_working_day),
    Pattern("今月最終営業日", "2026-12-31", r"(?:{MONTHREF}の?|月末の?)?最終営業日", r.last_working_day),
    Pattern("来月10日", "2027-01-10", r"{MONTHWORD}の?{JDAY}日(?!間)", r.day_of_month),
    Pattern("12月最終週", "2026-12-31", r"{MONTHREF}の?最終週", r.last_working_day),
    Pattern("11月末", "2026-11-30", r"{MONTHREF}の?(?:月(?=[初頭末]))?{PART}", r.part_of_month),
    Pattern("3月まで", "2027-03-31", r"{MONTHREF}{DUE}", r.part_of_month),
    Pattern("来月", "2027-01-31", r"(?P<month_word>再?来月|翌々?月|次月)", r.part_of_month),
    Pattern("月初", "2026-12-05", r"月(?P<part>初め?|頭)", r.coming_part),
    Pattern("月末", "2026-12-31", r"月(?P<part>末日?|内)", r.coming_part),
    Pattern("中旬", "2026-12-20", r"(?P<part>[上中下初]旬)", r.coming_part),
)
WEEKS = table(
    "今来再次翌週直月火水木金土日",
    Pattern(
        "来週金曜",
        "2026-12-11",
        r"{WEEKWORD}の?{S}{WD}(?:曜日?|(?![\w/-])|(?=まで|迄|に))",
        r.weekday_of_week,
        "weekday",
    ),
    Pattern("来週(水)", "2026-12-09", r"{WEEKWORD}の?{S}\({WD}(?:曜日?)?\)", r.weekday_of_week),
    Pattern("来週前半", "2026-12-09", r"{WEEKWORD}の?{WEEKPART}", r.part_of_week),
    Pattern("今週まで", "2026-12-04", r"{WEEKWORD}{DUE}", r.part_of_week),
    Pattern("来週", "2026-12-11", r"(?P<week_word>再?来週|翌々?週|次週)", r.part_of_week),
    Pattern("週明け", "2026-12-07", r"週(?:明け|初め?|頭)", r.coming_weekday),
    Pattern("週末", "2026-12-06", r"週末", r.weekend),
    Pattern("週内", "2026-12-04", r"週(?<![0-9一二三四五毎各数]週)内", r.part_of_week),
    Pattern("週後半", "2026-12-04", r"週の?(?P<part>後半|半ば)", r.part_of_week),
    Pattern("金曜日", "2026-12-04", r"(?:次の?|今度の|直近の)?{WD}曜日?", r.coming_weekday, "weekday"),
)
COUNTS = table(
    NUMERAL_LEADS + "翌半",
    Pattern("3営業日以内", "2026-12-04", r"{COUNT}{S}営業日{IN}?", r.working_days_of_japan),
    Pattern("翌営業日", "2026-12-02", r"翌営業日", r.working_days_of_japan),
    Pattern("10日以内", "2026-12-11", r"{COUNT}{S}日間?{IN}", r.days_on),
    Pattern("48時間以内", "2026-12-03", r"{COUNT}{S}時間{IN}", r.hours_on),
    Pattern("二週間後", "2026-12-15", r"{COUNT}{S}週間?{IN}", r.weeks_later),
    Pattern("1ヶ月以内", "2027-01-01", r"{COUNT}{S}[ヶか力カヵケ箇]月間?{IN}", r.months_on(1)),
    Pattern("半年後", "2027-06-01", r"半年{IN}", r.months_on(6)),
    Pattern("1年以内", "2027-12-01", r"{COUNT}{S}年間?{IN}", r.months_on(12)),
)
DAYS = table(
    "明翌あし本今当即",
    Pattern("明後日", "2026-12-03", r"明後日|あさって", r.on(2)),
    Pattern("明々後日", "2026-12-04", r"明[々明]後日|しあさって", r.on(3)),
    Pattern("明日", "2026-12-02", r"明(?<![説証判表声解発究透照克不文]明)(?:日(?!香)|朝)|翌[日朝]|あした", r.on(1)),
    Pattern(
        "本日中", "2026-12-01", r"今[夜晩]|(?:本日|今日|当日|即日)(?:中|内|いっぱい|{S}(?:EO[DB]|COB)|{DUE})", r.on(0)
    ),
)
YEARS = table(
    "0-9'令平R昨去今本来再翌年四上下",
    Pattern("2026年度末", "2027-03-31", r"{JYEAR}度の?{END}", r.fiscal_year_end),
    Pattern("来年度", "2028-03-31", r"(?P<year_word>来年|翌年)度", r.fiscal_year_end),
    Pattern("年度末", "2027-03-31", r"年度の?{END}", r.fiscal_year_end),
    Pattern(
        "2027年末",
        "2027-12-31",
        r"{JYEAR}の?(?:末|中|内|いっぱい)",
        r.year_end,
    ),
    Pattern(
        "来年", "2027-12-31", r"(?P<year_word>再?来年|翌年)(?![0-9]|の?[0-9一二三四五六七八九十]{1,3}月)", r.year_end
    ),
    Pattern("年内", "2026-12-31", r"年(?<![数十百]年)(?:内|末(?!調整|年始))", r.year_end),
    Pattern("年明け", "2027-01-10", r"年(?:明け|始)", r.new_year),
    Pattern("四半期末", "2026-12-31", r"四半期{END}", r.quarter_end),
    Pattern("上期末", "2027-09-30", r"上半?期{END}", r.half_end(9)),
    Pattern("下期末", "2027-03-31", r"下半?期{END}", r.half_end(3)),
)
NEXT = table(
    "次",
    Pattern("次回まで", "", r"次回(?:の?(?:定例会?|会議|打ち?合わ?せ|mtg|ミーティング))?", r.next_meeting),
)
JAPANESE = (PAST, MONTHS, WEEKS, COUNTS, DAYS, YEARS, NEXT)

ALONE_JAPANESE = (
    Pattern("2027/3", "2027-03-31", r"{YEAR}[/.]{MONTH}", r.part_of_month),
    Pattern("12.4", "2026-12-04", r"{MONTH}\.{DAY}(?!\.)", r.written),
    Pattern("今日", "2026-12-01", r"本日|今日|当日|即日", r.on(0)),
    Pattern("今週", "2026-12-04", r"今週", r.part_of_week),
    Pattern("2027年3月", "2027-03-31", r"{MONTHREF}", r.part_of_month),
    Pattern("2026年度", "2027-03-31", r"{JYEAR}度", r.fiscal_year_end),
    Pattern("2027年", "2027-12-31", r"{JYEAR}", r.year_end),
    Pattern("25日", "2026-12-25", r"{JDAY}日", r.coming_day),
    Pattern("金", "2026-12-04", r"{WD}", r.coming_weekday),
    Pattern("2週間", "2026-12-15", r"{COUNT}{S}週間", r.weeks_later),
    Pattern("1ヶ月", "2027-01-01", r"{COUNT}{S}[ヶか力カヵケ箇]月", r.months_on(1)),
)
"""Too short to be a date among other words, but clear as all that a due date says."""
