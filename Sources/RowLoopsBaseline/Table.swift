package import RowLoopTable

/// Makes the table of the row loops of this build.
///
/// The folder is built three times: as `RowLoopsBaseline`, and through symbolic links as
/// `RowLoopsAVX2` and `RowLoopsAVX512` with those instructions. Loops are plain, scalar and free of
/// calls so that the compiler vectorises them and emits no shared standard-library code.
///
/// - Returns: The table; it is the same every time.
package func makeRowLoops() -> RowLoops {
  RowLoops(
    sumUInt8Int16: sumUInt8Int16, sumUInt8Int32: sumUInt8Int32, sumUInt16Int32: sumUInt16Int32,
    sumInt16: sumInt16, sumInt32: sumInt32, sumFloat: sumFloat,
    streamedSumFloat: streamedSumFloat, denseSumInt16: denseSumInt16, denseSumFloat: denseSumFloat,
    streamedDenseSumFloat: streamedDenseSumFloat,
    roundedSum: roundedSum, uniformSum: uniformSum,
    quotientInt16: quotientInt16, quotientInt32UInt8: quotientInt32UInt8,
    quotientInt32UInt16: quotientInt32UInt16, realQuotientInt16: realQuotientInt16,
    realQuotientInt32: realQuotientInt32, quantiseUInt8: quantiseUInt8,
    quantiseUInt16: quantiseUInt16, addSquares: addSquares, squareRoot: squareRoot,
    maximum: maximum, add: add, windowSum: windowSum, planes: planes,
    blockMaximum: blockMaximum, maximumOfTaps: maximumOfTaps, deinterleave: deinterleave,
    convertUInt8Int16: convertUInt8Int16, convertUInt8: convertUInt8, convertUInt16: convertUInt16)
}
