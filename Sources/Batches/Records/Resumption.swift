/// How far the records of earlier runs are believed.
public enum Resumption: Sendable {
  /// Length and time tell whether a file is what it was.
  case recorded

  /// Every file is read.
  case verified
}
