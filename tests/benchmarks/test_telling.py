from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import Row, faster, within
from benchmarks.picture import draw
from benchmarks.telling import growth, summary


def rows() -> list[Row]:
    told = []
    for size in (1_000, 1_000_000):
        for word, ours in (("1", 2.0), ("2", 4.0)):
            row = within(1.5, f"a key: {word}", [ours], [2.0], "a query")
            told.append(replace(row, topic="a key", note=f"{size} hits"))
        told += [faster(50, "to the end", [1.0], [60.0], "another list")]
        told[-3:] = [replace(row, size=size, measurement="keystroke") for row in told[-3:]]
    start = "process start to first paint of today"
    for size, ours in ((1_000, 100.0), (1_000_000, 300.0)):
        row = within(1.3, start, [ours], [250.0], "an empty window")
        told.append(replace(row, size=size, measurement="start"))
    return told


def test_the_summary_has_a_line_for_each_goal_at_its_worst() -> None:
    lines = summary(rows()).splitlines()[2:]
    start, most = "process start to first paint of today", "1,000,000"
    missed, ours = "**missed**", "4.00 ms (2) | 2.00 ms | 2.00x"
    assert lines == [
        f"| a key | a query | {most} | ≤ 1.5x | {ours} | {missed} by 1 of 2 |",
        "| to the end | another list | 1,000,000 | 50x faster | 1.00 ms | 60.0 ms | 1/60 | met |",
        f"| {start} | an empty window | 1,000,000 | ≤ 1.3x | 300 ms | 250 ms | 1.20x | met |",
        f"| {start} | itself with 1,000 | {most} | the same | 300 ms | 100 ms | 3.00x | {missed} |",
    ]


def test_growth_has_a_line_for_each_case_with_the_sizes_side_by_side() -> None:
    lines = growth(rows()).splitlines()
    assert lines[0] == "| what | 1,000 | 1,000,000 | beside it, with the most memos |"
    assert lines[3] == "| a key: 2 | 4.00 ms | 4.00 ms | 1000000 hits; a query 2.00 ms (2.00x) |"


def test_a_picture_is_drawn_of_what_was_measured(qapp: object, tmp_path: Path) -> None:
    draw(rows(), tmp_path / "pictures" / "growth.png")
    assert (tmp_path / "pictures" / "growth.png").stat().st_size > 1000
