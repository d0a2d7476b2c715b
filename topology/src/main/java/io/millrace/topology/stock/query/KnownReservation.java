package io.millrace.topology.stock.query;

import io.millrace.domain.stock.Reservation;

/// A reservation and what it is called.
public record KnownReservation(String reservationId, Reservation reservation) {}
