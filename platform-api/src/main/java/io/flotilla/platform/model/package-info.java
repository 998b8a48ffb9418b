/// The catalogue of models: providers, the models they serve, and what those cost from when on. Each tenant has its own, and
/// the platform one that its operators grant from. May use probes, secrets and the audit log; must never know connectors, apps
/// or invocations.
@NullMarked
package io.flotilla.platform.model;

import org.jspecify.annotations.NullMarked;
