import Batches
import Files
import Reports

/// A line of standard input: what is to be done, and under which name it is answered.
enum Job {
  /// Inputs of a job.
  case inputs(id: String, [Path])

  /// A line that is no job, and why.
  case wrong(id: String?, String)

  /// Reads a line: a JSON object `{"id", "inputs"}`, or the name of one input.
  ///
  /// - Parameter line: The line without its end.
  init?(_ line: [UInt8]) {
    let line = line.last == UInt8(ascii: "\r") ? Array(line.dropLast()) : line
    guard let first = line.first else { return nil }
    guard first == UInt8(ascii: "{") else {
      let name = String(decoding: line, as: UTF8.self)
      self = Path(bytes: line).map { .inputs(id: name, [$0]) } ?? .wrong(id: name, Job.noName)
      return
    }
    guard let object = jsonRecord(Object.self, line) else {
      let id = jsonRecord(Name.self, line)?.id
      self = .wrong(id: id, "a job is a JSON object as {\"id\": \"7\", \"inputs\": [\"a.png\"]}")
      return
    }
    let paths = object.inputs.compactMap { Path(bytes: $0.utf8) }
    if paths.count < object.inputs.count || object.inputs.contains("") {
      self = .wrong(id: object.id, Job.noName)
    } else if paths.isEmpty {
      self = .wrong(id: object.id, "a job has one input or more")
    } else {
      self = .inputs(id: object.id, paths)
    }
  }

  private static let noName = "the name of a file is not empty and has no zero byte"

  private struct Object: Decodable {
    let id: String
    let inputs: [String]
  }

  private struct Name: Decodable {
    let id: String
  }
}

/// The answer to a job.
struct JobRecord: Encodable, Sendable {
  /// The name of the job; nil for a line that has none.
  let id: String?

  /// Whether all was done; a record says what was not.
  let status: Status

  /// What became of it: for images that are filtered a record a result and one an input that failed,
  /// for maps one an input.
  private(set) var records: [Record] = []

  /// Why the job itself was refused.
  private(set) var error: String?

  /// What became of a job.
  enum Status: String, Encodable {
    case done
    case failed
    case refused
  }

  /// A record of a job.
  enum Record: Encodable, Sendable {
    case filtered(FilterRecord)
    case mapped(InputRecord)

    /// Whether it tells of a failure.
    var isFailure: Bool {
      switch self {
      case .filtered(let record): record.status == .failed
      case .mapped(let record): record.status == .failed
      }
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .filtered(let record): try record.encode(to: encoder)
      case .mapped(let record): try record.encode(to: encoder)
      }
    }
  }

  /// A job that was worked on.
  init(id: String, _ records: [Record]) {
    self.id = id
    self.records = records
    status = records.contains(where: \.isFailure) ? .failed : .done
  }

  /// A job that could not be begun.
  init(id: String?, refused reason: String) {
    self.id = id
    status = .refused
    error = reason
  }
}
