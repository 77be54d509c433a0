import pytest

from ledger.model.source import Institution, Source, SourceKind, institution_named, usual_sources


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("시", Institution.CITY),
        ("city", Institution.CITY),
        ("군", Institution.COUNTY),
        ("구", Institution.DISTRICT),
        ("자치구", Institution.DISTRICT),
        ("도", Institution.PROVINCE),
        ("광역시", Institution.METROPOLITAN),
        ("특별자치도", Institution.SPECIAL),
        (" 출연 기관 ", Institution.AGENCY),
        ("AGENCY", Institution.AGENCY),
        ("회사", None),
        ("", None),
    ],
)
def test_an_institution_is_known_in_either_language(name: str, kind: Institution | None) -> None:
    assert institution_named(name) is kind


@pytest.mark.parametrize("kind", Institution)
def test_every_institution_names_itself_and_its_sources(kind: Institution) -> None:
    assert institution_named(kind.label.ko) is kind
    assert institution_named(kind.value) is kind
    sources = usual_sources(kind)
    assert [source.order for source in sources] == list(range(1, len(sources) + 1))
    assert sources[0] == Source(key="국비", kind=SourceKind.NATIONAL, order=1)
    assert SourceKind.OWN in {source.kind for source in sources}
    assert len({source.key for source in sources}) == len(sources)


def test_city_money_is_own_in_a_city_and_upper_in_a_district() -> None:
    def kind_of(institution: Institution) -> SourceKind:
        return {source.key: source.kind for source in usual_sources(institution)}["시비"]

    assert kind_of(Institution.CITY) is SourceKind.OWN
    assert kind_of(Institution.METROPOLITAN) is SourceKind.OWN
    assert kind_of(Institution.DISTRICT) is SourceKind.UPPER


def test_every_kind_of_source_has_its_label() -> None:
    assert [kind.label.ko for kind in SourceKind] == ["국가", "상위단체", "자체", "하위단체", "민간", "기타", "미지정"]


def test_a_source_survives_its_register() -> None:
    source = Source(key="균특", kind=SourceKind.NATIONAL, order=5, aliases=("균특회계", "지특"))
    assert Source.from_body(source.key, source.body()) == source
