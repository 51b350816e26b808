using System.Collections.Frozen;

namespace KdmpParser;

/// <summary>What the tags of secondary data stand for, collected from public sources. Real dumps hold many that are in none.</summary>
internal static class SecondaryDataNames
{
    private static readonly FrozenDictionary<Guid, string> s_names = new Dictionary<Guid, string>
    {
        [new("54c84888-01d1-4c1e-bed6-282c98241303")] = "KMDF",
        [new("f87e4a4c-c5a1-4d2f-bff0-d5de63a5e4c3")] = "KMDF (2)",
        [new("65755a40-f146-43ea-8c91-36b85728fd35")] = "crash dump driver",
        [new("270a33fd-3da6-460d-ba89-3c1bae21e39b")] = "display watchdog (TDR)",
        [new("da82441d-7142-4bc1-b844-0807c5a4b67f")] = "StorPort",
        [new("c939c73b-17dc-4a44-904c-e2d987f52649")] = "StorPort paging",
        [new("6c7ac389-4313-47dc-9f34-a8800a0fb56c")] = "BIOS values",
        [new("bc5c008f-1e3a-44d7-988d-86f6884c6758")] = "SMBIOS",
        [new("e83b40d2-b0a0-4842-abea-71c9e3463dd1")] = "ACPI tables",
        [new("d03dc06f-d88e-44c5-ba2a-fae035172d19")] = "processor registers",
        [new("9276c055-eb87-425c-b8b5-04e4d247f6cd")] = "PCI configuration",
        [new("00afe9c4-940d-4213-8016-cd3719b5bc20")] = "NTFS black box",
        [new("b7631941-532a-4cd6-b1b1-edb5917d4557")] = "PnP black box",
        [new("80cc79cf-a719-4af1-bf97-fe29ff76ebc1")] = "winlogon black box",
        [new("4ee76bd8-3cf4-44a0-a0ac-3937643e37a3")] = "code integrity",
        [new("2b88b710-1c93-4f7c-b06c-655ecc50decc")] = "ETW buffers",
        [new("f57308df-cc45-4e01-ad76-29a4ebb010ec")] = "boot status",
        [new("2b4ae195-a64d-4f04-8ede-7e4f981bd42a")] = "triage data blocks",
        [new("b0692a5e-6b7b-4073-8a7c-604e35032970")] = "secure kernel",
        [new("9282756a-ab95-4d24-a137-ecddc5de53f5")] = "VSM log",
        [new("00dae7ca-6833-45c5-b147-bdaed7b61fd6")] = "Hyper-V boot log",
        [new("0f1f53f3-561f-42e7-bdb4-ba8e66b726d5")] = "feature configuration",
        [new("bf2297dc-34ba-11dc-868a-e19155d89593")] = "NVIDIA",
    }.ToFrozenDictionary();

    public static string? Find(Guid tag) => s_names.GetValueOrDefault(tag);
}
