/// The instructions of a pickle that tensors need, named as in Python's `pickletools`.
enum PickleOpcode: UInt8 {
  // Structure.
  case proto = 0x80
  case frame = 0x95
  case stop = 0x2e
  case mark = 0x28
  case pop = 0x30
  case popMark = 0x31
  case duplicate = 0x32

  // Single values.
  case none = 0x4e
  case newTrue = 0x88
  case newFalse = 0x89
  case int = 0x49
  case binInt = 0x4a
  case binInt1 = 0x4b
  case binInt2 = 0x4d
  case long = 0x4c
  case long1 = 0x8a
  case long4 = 0x8b
  case binFloat = 0x47
  case binUnicode = 0x58
  case shortBinUnicode = 0x8c
  case binUnicode8 = 0x8d
  case binString = 0x54
  case shortBinString = 0x55
  case binBytes = 0x42
  case shortBinBytes = 0x43
  case binBytes8 = 0x8e
  case byteArray8 = 0x96

  // Values that hold others.
  case emptyTuple = 0x29
  case tuple = 0x74
  case tuple1 = 0x85
  case tuple2 = 0x86
  case tuple3 = 0x87
  case emptyList = 0x5d
  case append = 0x61
  case appends = 0x65
  case emptyDictionary = 0x7d
  case setItem = 0x73
  case setItems = 0x75
  case emptySet = 0x8f
  case addItems = 0x90
  case frozenSet = 0x91

  // The memo.
  case binPut = 0x71
  case longBinPut = 0x72
  case memoize = 0x94
  case binGet = 0x68
  case longBinGet = 0x6a

  // Names and what is made by them.
  case global = 0x63
  case stackGlobal = 0x93
  case instance = 0x69
  case persistentIdentifier = 0x51
  case reduce = 0x52
  case newObject = 0x81
  case newObjectExtended = 0x92
  case object = 0x6f
  case build = 0x62
}
