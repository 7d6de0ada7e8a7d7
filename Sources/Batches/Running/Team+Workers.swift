public import Networks
public import Threads

extension Team: Workers {}
