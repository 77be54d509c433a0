"""The program's own reports are checked by the program: it finds what the documents hold, and nothing of its own."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from benchmarks.institution import institution
from ledger.api.checking import check_files
from ledger.api.founding import book_from
from ledger.api.reporting import Request, report, save_report
from ledger.capture.file import File
from ledger.model.finding import Class, Finding, Severity
from tests.cases import ROOT
from tests.sample.books import desk_at

DAYS = {"goyang": "2023-12-31", "gimhae": "2023-12-31", "sba": "2024-02-29", "seoul-metaverse": "2022-12-31"}
