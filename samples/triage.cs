#!/usr/bin/env dotnet
#:package KdmpInteractive@0.1.0
#:property PublishAot=false

// Says what a dump says about its crash, and writes the same as a page: dotnet run triage.cs memory.dmp report.html
using System.Net;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

if (args is not [string path, string page])
{
    Console.Error.WriteLine("dotnet run triage.cs DUMP REPORT.html");
    return 2;
}

try
{
    using KernelDump dump = KernelDump.Open(path);
    object?[] parts = [dump, dump.ExplainBugCheck(), dump.Exception, dump.Context is { } context ? dump.Unwind(context) : null, dump.FindSuspects()];
    View[] views = [.. parts.Select(part => ShownTypes.TryGetView(part, out View? view) ? view : null).OfType<View>()];
    Array.ForEach(views, Console.WriteLine);
    File.WriteAllText(page, $"""
        <!DOCTYPE html>
        <html lang="en" style="font-family: system-ui; color-scheme: light dark">
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <title>{WebUtility.HtmlEncode(dump.Name)}</title>
        {string.Concat(views.Select(view => view.ToHtml()))}
        </html>
        """);
    return 0;
}
catch (KernelDumpException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
