namespace KdmpParser;

/// <summary>
/// One entry of the secondary data: what a driver or a part of Windows added to the dump. The content is read on demand, with
/// <see cref="KernelDump.ReadBlob(SecondaryDataBlob)"/>; some kinds hold serial numbers of the machine (SMBIOS, ACPI, BIOS).
/// </summary>
/// <param name="Tag">Who wrote it. One tag can occur more than once.</param>
/// <param name="Name">What the tag stands for, such as <c>SMBIOS</c>; <see langword="null"/> for tags that this library does not know.</param>
/// <param name="Size">Length of the content in bytes; some writers leave an entry without any.</param>
/// <param name="FileOffset">Where the content begins in the file, in bytes.</param>
public sealed record SecondaryDataBlob(Guid Tag, string? Name, long Size, long FileOffset)
{
    /// <summary>One line: name or tag, and size.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name ?? Tag.ToString()}: {Size} bytes");
}
