/// Boxes in rows, each below all that it takes values of, and lines that pass rows between.
///
/// Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures"
/// (1981): rows by the longest way, then an order of each row by the means of neighbours, which
/// keeps
/// crossings few.
struct GraphRows {
  /// What stands in a row.
  struct Item {
    /// The number of a box; nil for a line that passes.
    let box: Int?

    /// The row.
    let row: Int

    /// The items of the row above that lead here, and of the row below.
    var above: [Int] = []
    var below: [Int] = []
  }

  /// All items.
  private(set) var items: [Item] = []

  /// The numbers of the items of each row, left to right.
  private(set) var rows: [[Int]] = []

  /// Puts boxes into rows.
  init(_ boxes: GraphBoxes) {
    var itemOfBox: [Int] = []
    for (index, box) in boxes.boxes.enumerated() {
      let row = (box.inputs.map { items[itemOfBox[$0]].row }.max() ?? -1) + 1
      let item = add(box: index, row: row)
      itemOfBox.append(item)
      for input in box.inputs {
        var from = itemOfBox[input]
        for passed in items[from].row + 1..<max(row, items[from].row + 1) {
          let dummy = add(box: nil, row: passed)
          connect(from, dummy)
          from = dummy
        }
        connect(from, item)
      }
    }
    for sweep in 0..<8 { order(isDown: sweep.isMultiple(of: 2)) }
  }

  private mutating func add(box: Int?, row: Int) -> Int {
    items.append(Item(box: box, row: row))
    while rows.count <= row { rows.append([]) }
    rows[row].append(items.count - 1)
    return items.count - 1
  }

  private mutating func connect(_ upper: Int, _ lower: Int) {
    items[upper].below.append(lower)
    items[lower].above.append(upper)
  }

  /// Orders each row by the means of the places of neighbours in the one before.
  private mutating func order(isDown: Bool) {
    var places = [Double](repeating: 0, count: items.count)
    for row in isDown ? Array(rows.indices) : rows.indices.reversed() {
      let sorted = rows[row].enumerated().map { place, item in
        let others = isDown ? items[item].above : items[item].below
        let mean =
          others.isEmpty
          ? Double(place) : others.reduce(0) { $0 + places[$1] } / Double(others.count)
        return (mean: mean, place: place, item: item)
      }
      .sorted { ($0.mean, $0.place) < ($1.mean, $1.place) }
      rows[row] = sorted.map(\.item)
      let middle = Double(rows[row].count - 1) / 2
      for (place, item) in rows[row].enumerated() { places[item] = Double(place) - middle }
    }
  }

  /// The middles of items from left to right, near the means of their neighbours.
  ///
  /// - Parameters:
  ///   - width: How wide an item is.
  ///   - gap: What is left free between items.
  /// - Returns: A place per item, around 0.
  func places(width: (Item) -> Double, gap: Double) -> [Double] {
    var places = [Double](repeating: 0, count: items.count)
    func distance(_ left: Int, _ right: Int) -> Double {
      (width(items[left]) + width(items[right])) / 2 + gap
    }
    for row in rows {
      var x = 0.0
      for (index, item) in row.enumerated() {
        if index > 0 { x += distance(row[index - 1], item) }
        places[item] = x
      }
      for item in row { places[item] -= x / 2 }
    }
    for sweep in 0..<24 {
      for row in sweep.isMultiple(of: 2) ? Array(rows.indices) : rows.indices.reversed() {
        let wanted = rows[row].map { item in
          let others = items[item].above + items[item].below
          return others.isEmpty
            ? places[item] : others.reduce(0) { $0 + places[$1] } / Double(others.count)
        }
        var pushed = wanted
        for index in pushed.indices.dropFirst() {
          let least = pushed[index - 1] + distance(rows[row][index - 1], rows[row][index])
          pushed[index] = max(pushed[index], least)
        }
        // Pushing moves to the right alone; half of it is taken back.
        let shift =
          zip(pushed, wanted).reduce(0) { $0 + $1.0 - $1.1 } / Double(max(wanted.count, 1))
        for (index, item) in rows[row].enumerated() { places[item] = pushed[index] - shift }
      }
    }
    return places
  }
}
