public import CommandLineKit
public import Networks

extension PlanChoice: ExpressibleByArgument {}
