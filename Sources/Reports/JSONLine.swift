import FoundationEssentials

/// A record as a JSON object on one line, without the line break at its end.
///
/// Keys stand in alphabetical order, and properties that are nil are left out. JSON has no word for
/// numbers that are not finite: they become the strings `"Infinity"`, `"-Infinity"` and `"NaN"`.
///
/// - Parameter record: What is told; its stored properties become the keys.
/// - Returns: Text without a line break.
/// - Throws: `ReportError.recordNotEncodable` where a value of the record refuses to be encoded,
///   which numbers, truth values, strings and arrays of them never do.
public func jsonLine(_ record: some Encodable) throws(ReportError) -> String {
  try json(record, formatting: [.sortedKeys, .withoutEscapingSlashes])
}

/// A record as a JSON object on many indented lines, without the line break at its end.
///
/// Keys, nil and numbers are as in `jsonLine`.
///
/// - Parameter record: What is told; its stored properties become the keys.
/// - Returns: Text of one key or element a line.
/// - Throws: `ReportError.recordNotEncodable` where a value of the record refuses to be encoded.
public func jsonText(_ record: some Encodable) throws(ReportError) -> String {
  try json(record, formatting: [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted])
}

/// A record that was written as a line; nil where the line is none of its kind.
///
/// - Parameters:
///   - type: The kind of the record.
///   - line: The line without its end, in UTF-8.
/// - Returns: The record, or nil.
public func jsonRecord<Record: Decodable>(_ type: Record.Type, _ line: [UInt8]) -> Record? {
  let decoder = JSONDecoder()
  decoder.nonConformingFloatDecodingStrategy = .convertFromString(
    positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
  return try? decoder.decode(type, from: Data(line))
}

private func json(
  _ record: some Encodable, formatting: JSONEncoder.OutputFormatting
) throws(ReportError) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = formatting
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
  do {
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  } catch {
    throw .recordNotEncodable("\(error)")
  }
}
