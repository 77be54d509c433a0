from ledger.cli.amounts import recorder
from ledger.model.entry import Measure
from ledger.model.text import Text

HELP = Text(
    en="Record secured amounts of a project from one source.\n\n"
    "A known budget is stored as it is usually spelled, 1회추경 for 제1회 추가경정예산: see `ledger list events`.\n\n"
    "ledger secure 5-2/1 시비 23=4 --basis 본예산",
    ko="사업의 재원별 확보액을 기록합니다.\n\n"
    "아는 예산 근거는 표기를 맞춰 기록합니다(제1회 추가경정예산은 1회추경). `ledger list 예산구분` 참고.\n\n"
    "ledger secure 5-2/1 시비 23=4 --basis 본예산",
)

run = recorder(Measure.SECURED)
