from ledger.cli.amounts import recorder
from ledger.model.entry import Measure
from ledger.model.text import Text

HELP = Text(
    en="Record planned amounts of a project from one source.\n\nledger plan 5-2/1 시비 23..26.6=4 after=4",
    ko="사업의 재원별 계획액을 기록합니다.\n\nledger plan 5-2/1 시비 23..26.6=4 임기후=4",
)

run = recorder(Measure.PLAN)
