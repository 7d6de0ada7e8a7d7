import Codecs
import Files

extension ZipArchive {
  /// What is said of an archive that holds neither arrays nor a pickle of PyTorch.
  var unknownContent: WeightsError {
    func has(_ ending: String) -> Bool {
      entries.contains { $0.name.withoutEnding(ending) != nil }
    }
    if has("config.json"), has(".weights.h5") {
      return .unknownContainer(.other("a model of Keras"))
    }
    if has(".mlmodel") { return .unknownContainer(.other("a Core ML model")) }
    let weights = ["safetensors", "pth", "pt", "npz", "caffemodel", "h5", "onnx", "bin"]
    let inner = entries.first { entry in
      Path(bytes: entry.name.utf8)?.fileExtension.map(weights.contains) ?? false
    }
    if let inner { return .archived(inner.name) }
    return .zip(unsupported: "it holds no .npy arrays and no data.pkl of PyTorch")
  }
}
