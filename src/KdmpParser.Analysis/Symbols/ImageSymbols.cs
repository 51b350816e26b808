using KdmpParser.Analysis.Images;

namespace KdmpParser.Analysis.Symbols;

/// <summary>The symbols of an image: out of its PDB where there is one that belongs to it, else what it exports.</summary>
internal sealed class ImageSymbols
{
    private ImageSymbols(SymbolTable table, string? path, SymbolFailure? failure, KernelDataFailure? exportsFailure) =>
        (Table, PdbPath, Failure, ExportsFailure) = (table, path, failure, exportsFailure);

    public SymbolTable Table { get; }

    public string? PdbPath { get; }

    /// <summary>Why there is no PDB.</summary>
    public SymbolFailure? Failure { get; }

    public KernelDataFailure? ExportsFailure { get; }

    public static ImageSymbols Of(AnalyzedImage image, string? folder, KernelDumpLimits limits)
    {
        SymbolTable? pdb = ReadPdb(image, folder, limits, out string? path, out SymbolFailure? failure);
        return pdb is null ? new(ReadExports(image), null, failure, image.Exports.Failure) : new(pdb, path, null, null);
    }

    private static SymbolTable ReadExports(AnalyzedImage image)
    {
        // Names before ordinals, where one address has both. What another image has is no address of this one.
        PeExport[] exports = [.. image.Exports.Where(export => export.Address is { } at && at - image.Base <= uint.MaxValue).OrderBy(export => export.Name is null)];
        return new(
            [.. exports.Select(export => (uint)(export.Address!.Value - image.Base))],
            place => exports[place].Name ?? FormattableString.Invariant($"Ordinal{exports[place].Ordinal}"),
            SymbolSource.Export);
    }

    private static SymbolTable? ReadPdb(AnalyzedImage image, string? folder, KernelDumpLimits limits, out string? path, out SymbolFailure? failure)
    {
        path = null;
        if (folder is null)
        {
            failure = new(SymbolFailureReason.NoFolder, "no folder of symbols was given");
            return null;
        }

        if (image.CodeView is not { } codeView)
        {
            failure = new(SymbolFailureReason.NoIdentity, $"it is not known which PDB the image needs: {image.CodeViewFailure}");
            return null;
        }

        var wanted = new PdbIdentity(codeView.PdbGuid, codeView.Age);
        failure = new(SymbolFailureReason.UnsafeName, $"'{codeView.PdbName}' cannot be the name of a file") { Expected = wanted };
        if (!SymbolFolder.IsFileName(codeView.PdbName))
            return null;
        try
        {
            var store = new SymbolFolder(folder);
            failure = store.HasCompressed(codeView.PdbName, wanted)
                ? new(SymbolFailureReason.WrongFormat, "the symbol store has the PDB compressed: expand it first") { Expected = wanted }
                : new(SymbolFailureReason.NotFound, $"there is no {codeView.SymbolServerKey}") { Expected = wanted };
            bool isFirst = true;
            foreach (string candidate in store.Candidates(codeView.PdbName, wanted))
            {
                if (TryRead(candidate, wanted, image, limits, out SymbolFailure? refused) is { } table)
                {
                    (path, failure) = (candidate, null);
                    return table;
                }

                if (isFirst)
                    failure = refused;
                isFirst = false;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            failure = new(SymbolFailureReason.Unreadable, $"the folder of symbols cannot be read: {e.Message}") { Expected = wanted };
        }

        return null;
    }

    private static SymbolTable? TryRead(string path, PdbIdentity wanted, AnalyzedImage image, KernelDumpLimits limits, out SymbolFailure? failure)
    {
        try
        {
            failure = null;
            return PdbFile.Read(path, wanted, image.Headers!.Coff.Machine, limits);
        }
        catch (SymbolFileException e)
        {
            failure = e.Failure with { Expected = wanted };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = new(SymbolFailureReason.Unreadable, $"the PDB cannot be read: {e.Message}") { Expected = wanted };
        }

        return null;
    }
}
