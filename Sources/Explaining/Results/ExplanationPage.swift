/// The page of a run: the pictures of all methods side by side, and what is told of them.
struct ExplanationPage {
  /// What is told about the pictures, in their order.
  let records: [ExplanationRecord]

  /// What is explained.
  let network: String

  /// The document, which needs no other file than the pictures.
  var text: String {
    var images: [String] = []
    for record in records where !images.contains(record.image) { images.append(record.image) }
    let sections = images.map { image in
      section(image, records.filter { $0.image == image })
    }
    return """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>Explanations of \(Self.escaped(network))</title>
      <style>
      :root { color-scheme: light dark; }
      body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 110rem; padding: 0 1rem; }
      h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; overflow-wrap: anywhere; }
      .methods { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); }
      figure { margin: 0; } img { width: 100%; height: auto; }
      figcaption { font-size: .9rem; }
      </style>
      <main>
      <h1>Where a score comes from: \(Self.escaped(network))</h1>
      <p>Orange raises the score, blue lowers it. All pictures of a method have the same colours for
      the same numbers. Numbers of different methods are of different units.</p>
      \(sections.joined(separator: "\n"))
      </main>
      </html>

      """
  }

  private func section(_ image: String, _ records: [ExplanationRecord]) -> String {
    guard let first = records.first else { return "" }
    let figures = records.map { record in
      let notes = ([record.baseline.map { "Baseline: \($0)." }].compactMap(\.self) + record.notes)
        .joined(separator: " ")
      return """
        <figure>
        <a href="\(Self.linked(record.picture))"><img src="\(Self.linked(record.picture))" loading="lazy"
        alt="\(Self.escaped(record.method)) of \(Self.escaped(record.className)), from \(record.least) to \(record.largest) \(Self.escaped(record.unit))"></a>
        <figcaption><b>\(Self.escaped(record.method))</b>: \(record.least) to \(record.largest),
        \(Self.escaped(record.unit)). \(Self.escaped(notes))
        <a href="\(Self.linked(record.file))">Numbers</a></figcaption>
        </figure>
        """
    }
    return """
      <section>
      <h2>\(Self.escaped(image)): \(Self.escaped(first.className))</h2>
      <p>\(Self.escaped(first.score)) \(first.value), probability \(first.probability)</p>
      <div class="methods">
      \(figures.joined(separator: "\n"))
      </div>
      </section>
      """
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }

  /// A relative address, its bytes escaped.
  private static func linked(_ path: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if plain.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return "./" + String(decoding: bytes, as: UTF8.self)
  }
}
