"""People for the tests of address files: drawn by hypothesis, and read from the samples."""

from datetime import time
from pathlib import Path

from hypothesis import strategies as st

from callmemo.core.contact import Contact, ContactNumber, tidy_contact
from callmemo.exchange.people_files import read_people
from callmemo.exchange.records import Reading, Record

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> Reading:
    """Read a file that another program could have written."""
    return read_people(SAMPLES / name)


def person(reading: Reading, name: str) -> Record:
    """Return the one person of this name."""
    (found,) = [each for each in reading.records if each.contact.name == name]
    return found


def numbers(contact: Contact) -> list[tuple[str, str, str]]:
    """Kind, number and extension of each number."""
    return [(each.label, each.number, each.extension) for each in contact.numbers]


_words = st.text(
    st.sampled_from("山田太郎アオバ商事Sample,;:\\\"'=+-@ あｱ髙﨑🙂1\t"), max_size=12
).map(lambda text: " ".join(text.split()))
_texts = st.text(st.sampled_from('納品,;\\"\n 0-=+@あ'), max_size=30)
_numbers = st.lists(
    st.builds(
        ContactNumber,
        label=st.sampled_from(["office", "mobile", "direct", "fax", "home", "other", "倉庫"]),
        number=st.sampled_from(
            ["03-0000-0142", "090-0000-0142", "0120-000-150", "+1 202-555-0100", "06-0000-0150"]
        ),
        extension=st.sampled_from(["", "102", "2001"]),
    ).filter(lambda each: each.label != "other" or not each.number.startswith("090")),
    max_size=4,
    unique_by=lambda each: each.number,
)
CONTACTS = st.builds(
    Contact,
    company=_words,
    department=_words,
    name=_words,
    kana=st.sampled_from(["", "ヤマダ", "ヤマダ タロウ", "アオバ ハナコ ジュン"]),
    company_kana=st.sampled_from(["", "アオバショウジ"]),
    numbers=_numbers.map(tuple),
    their_closing=st.none() | st.sampled_from([time(17, 0), time(9, 5), time(0, 0)]),
    reachable=_words,
    rules=_texts,
    notes=_texts,
    left=st.booleans(),
).map(tidy_contact)
