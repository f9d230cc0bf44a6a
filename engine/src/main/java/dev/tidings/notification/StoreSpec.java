package dev.tidings.notification;

/// Where the ledger is kept.
public sealed interface StoreSpec {
    File USUAL = new File("data/tidings.db");

    /// A SQLite file, for one process.
    ///
    /// @param path below the workspace unless it is absolute
    record File(String path) implements StoreSpec {
        @Override
        public String toString() {
            return "sqlite:" + path;
        }
    }

    /// A PostgreSQL database, for several nodes.
    ///
    /// @param address of the form [AddressForm#POSTGRESQL]
    record Shared(ServerAddress address) implements StoreSpec {
        @Override
        public String toString() {
            return address.toString();
        }
    }
}
