"""What tests of forms stand on."""

from pathlib import Path

import pytest

from tests.collecting import town_at


@pytest.fixture
def town(here: Path) -> Path:
    """A town with its forms out."""
    return town_at(here)
