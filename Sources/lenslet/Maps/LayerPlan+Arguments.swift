public import CommandLineKit
public import Networks

extension LayerPlan: ExpressibleByArgument {}
