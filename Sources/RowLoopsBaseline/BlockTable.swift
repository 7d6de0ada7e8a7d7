package import RowLoopTable

/// Makes the table of the loops of this build on maps in blocks.
///
/// - Returns: The table; it is the same every time.
package func makeBlockLoops() -> BlockLoops {
  BlockLoops(
    sum: blockSum, depthwiseSum: depthwiseSum, value: blockValue, maxima: blockMaxima,
    mean: blockMean,
    normalise: normaliseAcross, gate: blockGate, maximaGradient: blockMaximaGradient,
    normaliseBack: normaliseAcrossBack, winogradInput: winogradInput,
    winogradOutput: winogradOutput)
}
