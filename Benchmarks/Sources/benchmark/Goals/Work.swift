import CommandLineKit
import Pixels

/// The works of the table, in its order.
enum Work: String, CaseIterable, ExpressibleByArgument {
  /// A folder of JPEG files through one kernel.
  case jpeg
  /// The same beside the codecs alone.
  case codecs
  /// A folder of PNG files through one kernel.
  case png
  /// A folder of JPEG files through three kernels.
  case kernels
  /// Convolution alone in 8 bits.
  case convolution
  /// Convolution alone in Float32.
  case float
  /// AlexNet's first layer.
  case layers
  /// The feature maps of a folder.
  case maps
  /// One huge picture.
  case huge
  /// A folder of many small pictures.
  case count
  /// One thread and two.
  case threads
  /// Whole networks.
  case networks

  /// Does the work.
  ///
  /// - Parameter setting: What it is done with.
  /// - Returns: Its lines.
  /// - Throws: `BenchmarkError`, and what the work throws.
  func lines(_ setting: Setting) throws -> [GoalLine] {
    switch self {
    case .jpeg: try FolderWork.jpeg(setting)
    case .codecs: try CodecWork.lines(setting)
    case .png: try FolderWork.png(setting)
    case .kernels: try FolderWork.kernels(setting)
    case .convolution: try ConvolutionWork.lines(setting, type: .uint8)
    case .float: try ConvolutionWork.lines(setting, type: .float32)
    case .layers: try LayerWork.lines(setting)
    case .maps: try MapsWork.lines(setting)
    case .huge: try HugeWork.lines(setting)
    case .count: try CountWork.lines(setting)
    case .threads: try ThreadWork.lines(setting)
    case .networks: try NetworkWork.lines(setting)
    }
  }
}
