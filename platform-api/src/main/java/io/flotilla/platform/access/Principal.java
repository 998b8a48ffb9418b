package io.flotilla.platform.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is calling.
public sealed interface Principal {
    /// A stable name for the ledger, the audit and the logs: `user:<subject>`, `key:<prefix>`,
    /// `operator:<subject>`.
    String label();

    /// Who it is for as long as they are: also after a key was given a new secret.
    default String identity() {
        return label();
    }

    /// A person in the caller's tenant.
    record Member(UUID id, String subject, Role role) implements Principal {
        @Override
        public String label() {
            return "user:" + subject;
        }
    }

    /// A program in the caller's tenant.
    ///
    /// @param reach which apps and models it is held to
    record ApiKey(UUID id, String prefix, Reach reach) implements Principal {
        @Override
        public String label() {
            return "key:" + prefix;
        }

        @Override
        public String identity() {
            return "key:" + id;
        }
    }

    /// A person who signed in and acts in no tenant.
    record Person(String subject, @Nullable String email, boolean operator) implements Principal {
        @Override
        public String label() {
            return (operator ? "operator:" : "user:") + subject;
        }
    }
}
