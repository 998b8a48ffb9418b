package io.flotilla.houseplan.sample.bottom;

public class Cellar {}
