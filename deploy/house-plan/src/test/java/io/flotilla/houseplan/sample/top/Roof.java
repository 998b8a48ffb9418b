package io.flotilla.houseplan.sample.top;

import io.flotilla.houseplan.sample.bottom.Cellar;

public class Roof {
    Cellar below;
}
