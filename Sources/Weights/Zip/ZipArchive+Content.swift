import Codecs
import Files

extension ZipArchive {
  /// What an archive is that holds neither arrays nor a pickle of PyTorch.
  var otherContent: FileContent {
    func has(_ ending: String) -> Bool {
      entries.contains { $0.name.withoutEnding(ending) != nil }
    }
    if has("config.json"), has(".weights.h5") { return .other("a model of Keras") }
    if has(".mlmodel") { return .other("a model of Core ML") }
    let weights = ["safetensors", "pth", "pt", "npz", "caffemodel", "h5", "onnx", "bin"]
    let inner = entries.first { entry in
      Path(bytes: entry.name.utf8)?.fileExtension.map(weights.contains) ?? false
    }
    if let inner {
      return .other(
        "a zip archive with '\(inner.name)' in it", remedy: "unpack it and name that file")
    }
    return .other(
      entries.isEmpty
        ? "an empty zip archive"
        : "a zip archive that holds no .npy arrays and no data.pkl of PyTorch")
  }
}
