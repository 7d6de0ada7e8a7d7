/// How many pixels across and down a value is drawn with.
package struct Enlargement: Equatable {
  package let x: Int
  package let y: Int

  package init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}
