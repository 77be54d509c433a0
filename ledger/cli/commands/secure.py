from ledger.cli.amounts import recorder
from ledger.model.entry import Measure
from ledger.model.text import Text

HELP = Text(
    en="Record secured amounts of a project from one source.\n\nledger secure 5-2/1 시비 23=4 --basis 본예산",
    ko="사업의 재원별 확보액을 기록합니다.\n\nledger secure 5-2/1 시비 23=4 --basis 본예산",
)

run = recorder(Measure.SECURED)
