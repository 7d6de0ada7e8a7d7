'use strict';

class Comparison {}
