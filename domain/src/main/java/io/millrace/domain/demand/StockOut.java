package io.millrace.domain.demand;

/// A stretch of a trading day without stock.
///
/// @param toSecond when there was stock again, or the day was over
/// @param lasting whether there still was none when the day was over
public record StockOut(long fromSecond, long toSecond, boolean lasting) {}
