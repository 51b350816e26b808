namespace KdmpParser.Analysis.BugChecks;

/// <summary>
/// WHEA_ERROR_RECORD: a record of a hardware error in the common format of the UEFI Specification (appendix N), as cper.h of the WDK has it.
/// </summary>
internal static class ErrorRecordReader
{
    private const int HeaderSize = 0x80;
    private const int DescriptorSize = 0x48;

    /// <summary>'CPER', and what closes the signature.</summary>
    private const uint Signature = 0x52455043;
    private const uint SignatureEnd = 0xffffffff;

    private static readonly string[] s_severities = ["recoverable", "fatal", "corrected", "informational"];

    /// <summary>Section types of UEFI, and those of Microsoft.</summary>
    private static readonly Dictionary<Guid, string> s_sections = new()
    {
        [new("9876ccad-47b4-4bdb-b65e-16f193c4f3db")] = "processor, generic",
        [new("dc3ea0b0-a144-4797-b95b-53fa242b6e1d")] = "processor, x86 or x64",
        [new("e19e3d16-bc11-11e4-9caa-c2051d5d46b0")] = "processor, ARM",
        [new("a5bc1114-6f64-4ede-b863-3e83ed7c83b1")] = "memory",
        [new("d995e954-bbc1-430f-ad91-b44dcb3c6f35")] = "PCI Express",
        [new("c5753963-3b84-4095-bf78-eddad3f9c9dd")] = "PCI or PCI-X bus",
        [new("eb5e4685-ca66-4769-b6a2-26068b001326")] = "PCI or PCI-X device",
        [new("81212a96-09ed-4996-9471-8d729c8e69ed")] = "reference to a record of the firmware",
        [new("8a1e1d01-42f9-4557-9c33-565e5cc3f7e8")] = "machine check of x86 or x64",
        [new("e71254e7-c1b9-4940-ab76-909703a4320f")] = "non-maskable interrupt",
        [new("e71254e9-c1b9-4940-ab76-909703a4320f")] = "hardware error packet",
        [new("81687003-dbfd-4728-9ffd-f0904f97597d")] = "persistent memory",
        [new("c34832a1-02c3-4c52-a9f1-9f1d5d7723fc")] = "recovery information",
    };

    public static FollowedStructure Read(KernelDump dump, VirtualAddress address)
    {
        if (!StructureBytes.TryRead(dump, address, "WHEA_ERROR_RECORD", HeaderSize, out StructureBytes? record, out FollowedStructure? missing))
            return missing;

        (uint signature, uint end, ushort count, uint severity, uint length) =
            (record.U32(0x00), record.U32(0x06), record.U16(0x0a), record.U32(0x0c), record.U32(0x14));
        if (signature != Signature || end != SignatureEnd)
            return record.Refuse("it does not begin with 'CPER'");
        if (length < HeaderSize + (uint)DescriptorSize * count)
            return record.Refuse(FormattableString.Invariant($"Length 0x{length:x} has no room for {count} sections"));

        string how = severity < s_severities.Length ? s_severities[severity] : "of no known severity";
        FollowedStructure[] sections = [.. Sections(dump, address, count)];
        return record.Accept(
            FormattableString.Invariant($"it begins with 'CPER', and Length 0x{length:x} has room for {count} sections"),
            string.Join("; ", [how, .. sections.Select(section => section.Summary).OfType<string>()]),
            [
                record.Fact("Signature", 0x00, "CPER"),
                record.Number("Revision", 0x04, record.U16(0x04)),
                record.Fact("SectionCount", 0x0a, FormattableString.Invariant($"{count}")),
                record.Number("Severity", 0x0c, severity, how),
                record.Number("Length", 0x14, length),
                record.Fact("CreatorId", 0x40, record.Guid(0x40).ToString()),
                record.Fact("NotifyType", 0x50, record.Guid(0x50).ToString()),
            ],
            sections);
    }

    private static IEnumerable<FollowedStructure> Sections(KernelDump dump, VirtualAddress record, int count)
    {
        int limit = dump.VirtualMemory.Limits.ErrorRecordSections;
        for (int i = 0; i < count; i++)
        {
            VirtualAddress address = record + HeaderSize + (ulong)(i * DescriptorSize);
            if (i == limit)
            {
                yield return new("WHEA_ERROR_RECORD_SECTION_DESCRIPTOR", address) { Failure = KernelDataFailure.LimitExceeded("sections of an error record", limit) };
                yield break;
            }

            FollowedStructure section = ReadSection(dump, address);
            yield return section;
            if (section.Failure is not null)
                yield break;
        }
    }

    private static FollowedStructure ReadSection(KernelDump dump, VirtualAddress address)
    {
        const string Name = "WHEA_ERROR_RECORD_SECTION_DESCRIPTOR";
        if (!StructureBytes.TryRead(dump, address, Name, DescriptorSize, out StructureBytes? section, out FollowedStructure? missing))
            return missing;
        Guid type = section.Guid(0x10);
        return section.Accept(
            "it is one of as many as the header of the record says",
            s_sections.GetValueOrDefault(type, "of a type that is not public"),
            [
                section.Number("SectionOffset", 0x00, section.U32(0x00)),
                section.Number("SectionLength", 0x04, section.U32(0x04)),
                section.Fact("SectionType", 0x10, $"{type} {s_sections.GetValueOrDefault(type)}".TrimEnd()),
                section.Number("SectionSeverity", 0x30, section.U32(0x30), section.U32(0x30) < s_severities.Length ? s_severities[section.U32(0x30)] : null),
            ]);
    }
}
