extension FileSignature {
  /// What a pickle of Python is called.
  static let pickle = "a Python pickle"

  private static let unpickling =
    "load it in Python and save its arrays with numpy.savez, or a state_dict with torch.save"

  /// Files of numbers that other programs write.
  static let numbers =
    [
      FileSignature("an HDF5 file", (0, "\u{89}HDF\r\n\u{1a}\n")),
      FileSignature("a MATLAB file", (0, "MATLAB ")),
      FileSignature("a Parquet file", (0, "PAR1")),
      FileSignature("a GGUF file", (0, "GGUF")),
      FileSignature("a GGML file", (0, "lmgg")),
      FileSignature("a GGML file", (0, "tjgg")),
      FileSignature("a TensorFlow Lite file", (4, "TFL3")),
      FileSignature("a file of MXNet", (0, "\u{12}\u{01}\0\0\0\0\0\0")),
    ]
    + ["\u{01}", "\u{5e}", "\u{9c}", "\u{da}"].map {
      FileSignature("a zlib stream, as joblib writes", remedy: unpickling, (0, "x" + $0))
    }
    // Protocols 2 to 5, and of protocol 1 an empty dictionary or list that is kept under a number.
    + ["\u{80}\u{02}", "\u{80}\u{03}", "\u{80}\u{04}\u{95}", "\u{80}\u{05}\u{95}", "}q\0", "]q\0"]
    .map { FileSignature(pickle, remedy: unpickling, (0, $0)) }
}
