"""What a dataset of 100,000 annotations costs as YAML, beside PyYAML's own C code on the same data."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import msgspec
import pytest
import yaml as pyyaml

from dvo_tui.exchange import yaml
from dvo_tui.exchange.dataset import Dataset, convert, dataset_of, plain
from dvo_tui.minutes.model import Origin, record_id
from dvo_tui.review.records import Entity
from dvo_tui.scheme.strict_yaml import load_strict
from tests import invented
from tests.benchmarks.conftest import Report

pytestmark = pytest.mark.benchmarks

ANNOTATIONS = 100_000

T = TypeVar("T")


def large() -> Dataset:
    """The invented dataset with so many mentions, on the invented text as often as that takes."""
    base = dataset_of(invented.session(), "all")
    text = invented.TEXT * (ANNOTATIONS * 12 // len(invented.TEXT) + 1)
    entities = tuple(
        Entity(
            id=record_id("e", base.document.text_sha256, number),
            type="PERSON",
            text=text[number * 12 : number * 12 + 10],
            start=number * 12,
            end=number * 12 + 10,
            item=None,
            link=record_id("p", base.document.text_sha256, number % 40),
            status="accepted",
            origin=Origin(by="persons", rule="honorific", confidence=0.97),
        )
        for number in range(ANNOTATIONS)
    )
    return msgspec.structs.replace(base, text=text, entities=entities)


def timed(act: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    result = act()
    return time.process_time() - begun, result


def test_a_large_dataset_as_yaml(report: Report) -> None:
    dataset = large()
    writing, written = timed(lambda: yaml.dump(dataset))
    data = written.encode()
    reading, back = timed(lambda: convert(load_strict(data, "large"), "large", data))
    assert back == dataset

    content = plain(dataset)
    dumping, _dumped = timed(
        lambda: pyyaml.dump(content, Dumper=pyyaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    )
    loading, _loaded = timed(lambda: pyyaml.load(data, Loader=pyyaml.CSafeLoader))

    report("100,000 annotations as YAML, CSafeDumper", writing, "s", floor=dumping, target=2.0 / 10.8)
    report("100,000 annotations from YAML, CSafeLoader", reading, "s", floor=loading, target=4.0 / 16.9)
    report("100,000 annotations as YAML, seconds", writing, "s", floor=1.0, target=2.0)
    report("100,000 annotations from YAML, seconds", reading, "s", floor=1.0, target=4.0)
