"""Writes down what doesn't come by the month: trips, taxes, mishaps, the card's cashback."""

import datetime as dt
import random
from collections.abc import Callable

from backend.services.demo.book import Book, Entry
from backend.services.demo.household import (
    ACCOUNTS,
    CHASE,
    CHECKING,
    DISCOVER,
    EVENTS,
    INCOME_CATEGORIES,
    TRIPS,
    Event,
    Trip,
)
from backend.services.demo.model import stream
from backend.services.demo.schedules import day_in_month
from backend.services.demo.wording import Purchase, fill, purchase

_BANKS = {account.key: account.bank for account in ACCOUNTS}
_BOOKED_DAYS_AHEAD = 41
_TRAVELLERS = 3
_RIDE_SHARE = 0.7
_FOREIGN_FEE_PER_MILLE = 30
_TABLES = ("CAFE", "GRILL", "TAQUERIA", "BAKERY", "DINER", "PIZZA", "BRUNCH HOUSE")
# day, text, merchant, category, cents
_Pay = Callable[[dt.date, str, str, str, int], None]
_RIDES = ("LYFT *RIDE {a3}", "UBER *TRIP", "CITY TRANSIT PASS")


def write_trips(book: Book, seed: int) -> frozenset[dt.date]:
    """Write every trip; return the days on which nobody was at home."""
    away: set[dt.date] = set()
    first, horizon = book.period.first_day, book.period.horizon
    for year in range(first.year, horizon.year + 2):
        for trip in TRIPS:
            rng = stream(seed, f"trip/{trip.tag}/{year}")
            start = dt.date(year, trip.month, trip.day)
            days = [start + dt.timedelta(days=day) for day in range(trip.nights + 1)]
            away.update(days)
            _write_trip(trip, days, book, rng)
    return frozenset(away)


def write_events(book: Book, seed: int) -> None:
    """Write what happened once."""
    first, last = book.period.first_day, book.period.last_day
    for number, event in enumerate(EVENTS):
        rng = stream(seed, f"event/{number}")
        days = [event.date_in(year) for year in range(first.year, last.year + 1)]
        held = [day for day in days if book.period.holds(day)]
        if event.nth < len(held):
            _write_event(event, held[event.nth], book, rng)


def write_cashback(book: Book, seed: int) -> None:
    """Write what the Discover card gives back every quarter."""
    rng = stream(seed, "cashback")
    for month in book.period.months:
        if month.month % 3 == 0:
            day = day_in_month(month.year, month.month, 27)
            text = "CASHBACK BONUS REDEMPTION PYMT/STMT CRDT"
            cents = -rng.randint(24_00, 61_99)
            book.earn(
                Entry(DISCOVER, day, cents, text, "Discover cashback", "cashback", known=True)
            )


def _write_event(event: Event, day: dt.date, book: Book, rng: random.Random) -> None:
    if event.account == CHECKING:
        text = fill(event.text, day, rng)
    else:
        what = Purchase(event.text, "OAKLAND CA")
        text = purchase(_BANKS[event.account], what, day, rng)
    entry = Entry(
        event.account, day, event.cents, text, event.merchant, event.category, notes=event.note
    )
    if event.category in INCOME_CATEGORIES:
        book.earn(entry)
    else:
        book.spend(entry)


def _write_trip(trip: Trip, days: list[dt.date], book: Book, rng: random.Random) -> None:
    tag = f"{trip.tag}-{days[0].year}"

    def pay(day: dt.date, text: str, merchant: str, category: str, cents: int) -> None:
        description = purchase(_BANKS[CHASE], Purchase(text, trip.place), day, rng)
        book.spend(Entry(CHASE, day, cents, description, merchant, category, tags=(tag,)))

    if trip.flight is not None:
        _write_flight(trip.flight, trip.flight_cents, days, pay)
        pay(days[0], "HUDSON ST{d4}", "Hudson", "airport", rng.randint(9_20, 34_80))
    tax = rng.randint(1110, 1160)
    stay = trip.nights * trip.night_cents * tax // 1000
    pay(days[-1], trip.hotel, trip.hotel.title(), "hotel", stay)
    if trip.foreign:
        fee = stay * _FOREIGN_FEE_PER_MILLE // 1000
        pay(days[-1], "FOREIGN TRANSACTION FEE", "Chase", "bank_fee", fee)
    for day in days:
        _write_travel_day(trip, day, pay, rng)


def _write_flight(airline: str, cents: int, days: list[dt.date], pay: _Pay) -> None:
    booked = days[0] - dt.timedelta(days=_BOOKED_DAYS_AHEAD)
    for _ in range(_TRAVELLERS):
        pay(booked, f"{airline} 027{{d10}}", airline.title(), "air_travel", cents)
    pay(days[-1], "OAK AIRPORT PARKING", "Oakland Airport", "airport", len(days) * 24_00)


def _write_travel_day(trip: Trip, day: dt.date, pay: _Pay, rng: random.Random) -> None:
    town = trip.place.rsplit(" ", 1)[0]
    for _ in range(rng.randint(1, 3)):
        table = f"{town} {rng.choice(_TABLES)} {{d2}}"
        pay(day, table, table[:-5].title(), "travel_food", rng.randint(14_20, 118_60))
    if rng.random() < _RIDE_SHARE:
        ride = rng.choice(_RIDES)
        pay(day, ride, ride.split(" ")[0].title(), "travel_transport", rng.randint(7_50, 46_20))
