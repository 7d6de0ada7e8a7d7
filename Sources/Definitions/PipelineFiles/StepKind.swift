/// What a step does, as its key in a pipeline file.
enum StepKind: String, CaseIterable, Sendable {
  case convolve
  case relu
  case leaky
  case sigmoid
  case tanh
  case max
  case average
  case globalAverage
  case lrn
  case batchnorm
  case minmax
  case meanScale
}
