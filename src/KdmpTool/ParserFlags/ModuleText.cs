using KdmpInteractive;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpTool.ParserFlags;

/// <summary>Modules as the Rust tool prints them: from, to (which is behind the last byte), the path or else the name.</summary>
internal static class ModuleText
{
    /// <param name="dump">The dump.</param>
    /// <param name="output">Takes the lines.</param>
    /// <param name="say">Takes a sentence about what is missing.</param>
    /// <returns>Whether there was anything to list.</returns>
    public static bool Write(KernelDump dump, TextWriter output, Action<string> say)
    {
        LoadedModule[] modules = [.. dump.UserModules.Concat(dump.KernelModules).OrderBy(module => module.Base.Value)];
        foreach (LoadedModule module in modules)
        {
            ulong start = module.Base.Value, end = unchecked(start + module.Size);
            output.Write(FormattableString.Invariant($"0x{start:x16}-0x{end:x16}: {VisibleText.Of(module.Path ?? module.Name, OutputLimits.Default.SentenceCharacters)}\n"));
        }

        if (dump.KernelModules.Failure is { } kernel)
            say($"The kernel's modules are not complete: {kernel}.");
        if (dump.UserModules.Failure is { } user)
            say(dump.UserModules.Count == 0 ? $"There are no user modules: {user}." : $"The user modules are not complete: {user}.");
        return modules.Length > 0 || dump.KernelModules.Failure is null;
    }
}
