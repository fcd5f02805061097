"""Names of areas and countries: our copy says what the library says."""

import pytest
from phonenumbers import PhoneNumber, geocoder
from phonenumbers.geodata import GEOCODE_DATA
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE

from callmemo.core.phone import read_number, region_of
from callmemo.core.regions import area_name, country_name

PREFIXES = [key.removeprefix("81") for key in GEOCODE_DATA if key.startswith("81")]
COUNTRIES = {each for many in COUNTRY_CODE_TO_REGION_CODE.values() for each in many} - {"001"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_areas_are_those_of_the_library(language: str) -> None:
    wrong = []
    for prefix in PREFIXES:
        digits = prefix.ljust(9, "5")
        number = PhoneNumber(country_code=81, national_number=int(digits))
        theirs = geocoder.description_for_valid_number(number, language)
        # Where it has no Japanese name it falls back on the country.
        ours = area_name(f"0{digits}", language)
        if theirs not in {ours, "日本", "Japan"}:
            wrong.append((prefix, ours, theirs))
    assert wrong == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_countries_are_those_of_the_library(language: str) -> None:
    names = {each: country_name(each, language) for each in COUNTRIES}
    assert names == {each: geocoder._region_display_name(each, language) for each in COUNTRIES}


@pytest.mark.parametrize(
    ("typed", "ja", "en"),
    [
        ("03-0000-0142", "東京", "Tokyo"),
        ("06-0000-0142", "大阪", "Osaka, Osaka"),
        ("045-000-0142", "横浜", "Yokohama, Kanagawa"),
        ("011-200-0142", "札幌", "Sapporo, Hokkaido"),
        ("+1 202-555-0100", "アメリカ合衆国", "United States"),
        ("+44 20 7946 0000", "イギリス", "United Kingdom"),
        ("090-0000-0142", "", ""),
        ("0120-000-142", "", ""),
        ("内線142", "", ""),
        ("03-0000", "", ""),
        ("+1 202", "", ""),
        ("非通知", "", ""),
        ("+800 1234 5678", "", ""),
    ],
)
def test_a_number_tells_where_it_belongs(typed: str, ja: str, en: str) -> None:
    number = read_number(typed)
    assert (region_of(number), region_of(number, "en")) == (ja, en)
