package dev.tidings.roadtest;

import dev.tidings.contracts.DnsContract;
import dev.tidings.contracts.WrittenDns;

class WrittenDnsTest extends DnsContract {
    private final WrittenDns dns = new WrittenDns()
            .text("example.com", "v=spf1 -all")
            .text("example.com", "another one")
            .exchangers("example.com", "mx1.example.com", "mx2.example.com")
            .text("long.example.com", "a".repeat(600))
            .text("quoted.example.com", "say \"hello\" \\ goodbye")
            .exchangers("null.example.com", ".")
            .addresses("mx1.example.com", "192.0.2.1", "2001:db8:0:0:0:0:0:1")
            .addresses("four.example.com", "192.0.2.4")
            .silent("silent.example");

    @Override
    protected Dns dns() {
        return dns;
    }
}
