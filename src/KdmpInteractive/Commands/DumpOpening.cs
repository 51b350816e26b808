using KdmpInteractive.Grammar;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>How a dump file is opened: <c>open</c> takes these options in a notebook, and every command about a dump on the command line.</summary>
internal static class DumpOpening
{
    internal static readonly CommandParameter Access =
        Choice.Option("--access", "HOW", "How the file is read", DumpAccess.Auto) with { Places = CommandPlaces.CommandLine };

    internal static readonly CommandParameter AllowTruncated =
        new("--allow-truncated", "Open a dump that ends before its pages do.") { Places = CommandPlaces.CommandLine };

    internal static readonly CommandParameter Symbols =
        new("--symbols", "A folder of PDBs, such as a symbol store, to name addresses by. Nothing is fetched.") { ValueName = "DIR", IsPath = true, Places = CommandPlaces.CommandLine };

    /// <summary>The options.</summary>
    internal static IReadOnlyList<CommandParameter> Parameters { get; } = [Access, AllowTruncated, Symbols];

    /// <summary>Opens a dump in the way that was asked for.</summary>
    /// <param name="session">For whom it is opened.</param>
    /// <param name="path">The file.</param>
    /// <param name="arguments">What was given to the command.</param>
    /// <exception cref="KernelDumpException">The file cannot be read or is no 64-bit kernel dump.</exception>
    /// <exception cref="CommandException">An option has no sensible value, or the dump is truncated and would open with <c>--allow-truncated</c>.</exception>
    public static KernelDump Open(KdmpSession session, string path, CommandArguments arguments)
    {
        var options = new KernelDumpOptions
        {
            Access = Choice.Of(arguments, Access, DumpAccess.Auto),
            AllowTruncated = arguments.Has(AllowTruncated.Name),

            // The whole path, since the program's own folder can change while the dump is open.
            SymbolFolder = arguments.Text(Symbols.Name) is { } folder && Directory.Exists(folder) ? Path.GetFullPath(folder) : arguments.Text(Symbols.Name),
        };
        try
        {
            return session.OpenFile(path, options);
        }
        catch (KernelDumpException e) when (e.Error == KernelDumpError.Truncated && !options.AllowTruncated && Opens(path, options with { AllowTruncated = true }))
        {
            throw new CommandException($"{e.Message} With {AllowTruncated.Name} it is opened all the same.") { Reason = e.Error };
        }
    }

    /// <summary>Opens a file where nobody put another dump in its place.</summary>
    /// <exception cref="KernelDumpException">The file cannot be read or is no 64-bit kernel dump.</exception>
    /// <exception cref="CommandException">There is no such folder of symbols.</exception>
    internal static KernelDump OpenFile(string path, KernelDumpOptions options) => options.SymbolFolder is { } folder && !Directory.Exists(folder)
        ? throw new CommandException($"There is no folder '{folder}' for {Symbols.Name}.", isUsage: true)
        : KernelDump.Open(path, options);

    /// <summary>Whether it helps to allow it: a dump that ends within its headers is not opened in any way.</summary>
    private static bool Opens(string path, KernelDumpOptions options)
    {
        try
        {
            KernelDump.Open(path, options).Dispose();
            return true;
        }
        catch (KernelDumpException)
        {
            return false;
        }
    }
}
