namespace KdmpParser.Tests.Corrupt;

/// <summary>The PE headers and tables of an image in memory.</summary>
internal static class ImageCases
{
    private const ulong Base = ImageBytes.Base;
    private const ulong Optional = ImageBytes.Header + 0x18;
    private const ulong DebugEntry = ImageBytes.DebugDirectory + 0x1c;

    private static KernelBytes Image => new KernelBytes().WithImage();

    public static readonly CorruptDump[] All =
    [
        new("PeHeaderIsTheDosHeader", Image.U32(Base + 0x3c, 0)) { Question = Headers, Answer = "CheckFailed at fffff80420000000" },
        new("PeHeaderIsMax", Image.U32(Base + 0x3c, uint.MaxValue)) { Question = Headers, Answer = "CheckFailed at fffff80420000000" },
        new("PeHeaderIsNegative", Image.U32(Base + 0x3c, 0x8000_0000)) { Question = Headers, Answer = "CheckFailed at fffff80420000000" },
        new("PeHeaderIsBehindWhatWasCaptured", Image.U32(Base + 0x3c, 0x3fe8)) { Question = Headers, Answer = "Unreadable at fffff80420003000 (NotPresent)" },
        new("SectionCountIsMax", Image.U16(ImageBytes.NumberOfSections, ushort.MaxValue)) { Question = Sections, Answer = "96, LimitExceeded" },
        new("SectionCountIsZero", Image.U16(ImageBytes.NumberOfSections, 0)) { Question = Sections, Answer = "0, complete" },
        new("SectionIsMax", Image.U32(ImageBytes.Sections + 0x08, uint.MaxValue).U32(ImageBytes.Sections + 0x0c, uint.MaxValue))
        {
            Question = dump => Read(dump, image => $"{Answers.Of(image.Sections)}, {image.Sections[0]}"),
            Answer = "2, complete, .text at fffff805`1fffffff, 4294967295 bytes",
        },
        new("OptionalHeaderIsTwoBytes", Image.U16(ImageBytes.Header + 0x14, 2)) { Question = Headers, Answer = "CheckFailed at fffff80420000000" },
        new("OptionalHeaderSizeIsMax", Image.U16(ImageBytes.Header + 0x14, ushort.MaxValue)) { Question = Headers, Answer = "Unreadable at fffff80420003000 (NotPresent)" },
        new("OptionalHeaderIsOfAnotherKind", Image.U16(Optional, 0x107)) { Question = Headers, Answer = "CheckFailed at fffff80420000000" },
        new("DirectoryCountIsMax", Image.U32(Optional + 0x6c, uint.MaxValue)) { Question = Pdb, Answer = "demo.pdb" },
        new("SizesOfTheImageAreMax", Image.U32(Optional + 0x10, uint.MaxValue).U32(Optional + 0x38, uint.MaxValue).U32(Optional + 0x3c, uint.MaxValue))
        {
            Question = dump => Read(dump, image => FormattableString.Invariant($"{image.SizeOfImage}, {image.EntryPoint}")),
            Answer = "4294967295, fffff805`1fffffff",
        },

        new("DebugDirectoryIsMax", Image.U32(Optional + 0x70 + 6 * 8, uint.MaxValue)) { Question = Pdb, Answer = "Unreadable at fffff8051fffffff (NotPresent)" },
        new("DebugDirectorySizeIsMax", Image.U32(Optional + 0x74 + 6 * 8, uint.MaxValue).U32(DebugEntry + 0x0c, 4)) { Question = Pdb, Answer = "LimitExceeded" },
        new("DebugDirectorySizeIsZero", Image.U32(Optional + 0x74 + 6 * 8, 0)) { Question = Pdb, Answer = "NotRecorded" },
        new("DebugDirectoryEndsWithinItsEntry", Image.U32(Optional + 0x74 + 6 * 8, 2 * 0x1c - 1)) { Question = Pdb, Answer = "NotRecorded" },
        new("CodeViewIsMax", Image.U32(DebugEntry + 0x14, uint.MaxValue)) { Question = Pdb, Answer = "Unreadable at fffff8051fffffff (NotPresent)" },
        new("CodeViewHasNoTerminator", Image.U32(DebugEntry + 0x10, uint.MaxValue).Write(ImageBytes.Record + 0x18, Repeated(0x3000 - 0x1118)))
        {
            // Cut at the limit for names.
            Question = dump => Read(dump, image => FormattableString.Invariant($"{image.CodeView!.PdbPath.Length}")),
            Answer = "4096",
        },
        new("CodeViewGoesOnPastWhatWasCaptured", Image.U32(DebugEntry + 0x10, uint.MaxValue).U32(DebugEntry + 0x14, 0x2800)
            .Ascii(Base + 0x2800, "RSDS").Write(Base + 0x2818, Repeated(0x3000 - 0x2818)))
        {
            Question = Pdb,
            Answer = "Unreadable at fffff80420003000 (NotPresent)",
        },
        new("CodeViewSizeIsThatOfItsHead", Image.U32(DebugEntry + 0x10, 0x18)) { Question = Pdb, Answer = "CheckFailed at fffff80420001100" },

        new("ExportDirectoryIsMax", Image.U32(Optional + 0x70, uint.MaxValue)) { Question = Exports, Answer = "0, Unreadable at fffff8051fffffff (NotPresent)" },
        new("ExportTablesAreMax", Image.U32(ImageBytes.Exports + 0x1c, uint.MaxValue).U32(ImageBytes.Exports + 0x20, uint.MaxValue).U32(ImageBytes.Exports + 0x24, uint.MaxValue))
        {
            Question = Exports,
            Answer = "0, Unreadable at fffff8051fffffff (NotPresent)",
        },
        new("ExportBaseIsMax", Image.U32(ImageBytes.Exports + 0x10, uint.MaxValue))
        {
            // Ordinals have 32 bits here, and begin again at zero.
            Question = dump => Read(dump, image => string.Join(' ', image.Exports.Select(export => export.Ordinal))),
            Answer = "4294967295 1 2",
        },
        new("ExportsShareAHugeName", Sharing())
        {
            // 1024 bytes each would be 64 MiB.
            Question = dump => Read(dump, image => $"{Answers.Of(image.Exports)}, {image.Exports[0].Name!.Length}, {image.Exports[^1].Name ?? "(no name)"}"),
            Answer = "65536, LimitExceeded, 1024, (no name)",
        },
        new("ExportNamesAreAllOfOneFunction", Sharing(_ => 0))
        {
            // Only the first of them is read.
            Question = dump => Read(dump, image => $"{Answers.Of(image.Exports)}, {image.Exports.Count(export => export.Name is not null)}"),
            Answer = "65536, complete, 1",
        },
    ];

    private static string Headers(KernelDump dump) => Read(dump, _ => "read");

    private static string Sections(KernelDump dump) => Read(dump, image => Answers.Of(image.Sections));

    private static string Exports(KernelDump dump) => Read(dump, image => Answers.Of(image.Exports));

    private static string Pdb(KernelDump dump) => Read(dump, image => image.CodeView?.PdbName ?? Answers.Of(image.CodeViewFailure));

    private static string Read(KernelDump dump, Func<PeImage, string> answer) =>
        PeImage.TryRead(dump.VirtualMemory, Base, out PeImage? image, out KernelDataFailure? failure) ? answer(image) : Answers.Of(failure);

    private static byte[] Repeated(int count) => [.. Enumerable.Repeat((byte)'n', count)];

    /// <summary>As many exports as there can be, each with a name that is the same text.</summary>
    private static KernelBytes Sharing(Func<int, int>? function = null)
    {
        const int Count = 1 << 16;
        function ??= i => i;
        KernelBytes memory = Image.U32(ImageBytes.Exports + 0x14, Count).U32(ImageBytes.Exports + 0x18, Count)
            .U32(ImageBytes.Exports + 0x1c, 0x10_0000).U32(ImageBytes.Exports + 0x20, 0x20_0000).U32(ImageBytes.Exports + 0x24, 0x30_0000);
        memory.Write(Base + 0x10_0000, Table(Count, _ => 0x1000)).Write(Base + 0x20_0000, Table(Count, _ => 0x40_0000));
        return memory.Write(Base + 0x30_0000, [.. Enumerable.Range(0, Count).SelectMany(i => BitConverter.GetBytes((ushort)function(i)))]).Write(Base + 0x40_0000, Repeated(0x1000));
    }

    private static byte[] Table(int count, Func<int, int> value) => [.. Enumerable.Range(0, count).SelectMany(i => BitConverter.GetBytes(value(i)))];
}
