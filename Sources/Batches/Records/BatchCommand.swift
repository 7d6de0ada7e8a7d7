/// The command that a record is of.
public enum BatchCommand: String, Codable, Sendable {
  case maps
  case run
  case compare
}
