"""The usual numbers are grouped without asking the numbering plan, and as it would."""

from __future__ import annotations

import phonenumbers
from hypothesis import given
from hypothesis import strategies as st

from callmemo.core.numbering import grouped


@given(st.sampled_from(["03", "070", "080", "090"]), st.text("0123456789", min_size=8, max_size=8))
def test_the_usual_numbers_are_grouped_as_the_numbering_plan_says(begin: str, rest: str) -> None:
    digits = begin + rest
    number = phonenumbers.PhoneNumber(country_code=81, national_number=int(digits))
    plan = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    if plan.replace("-", "") == digits and "-" in plan:
        assert grouped(digits) == plan
