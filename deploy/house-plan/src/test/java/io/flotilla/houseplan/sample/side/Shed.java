package io.flotilla.houseplan.sample.side;

import io.flotilla.houseplan.sample.bottom.Cellar;

public class Shed {
    Cellar[] neighbours;
}
