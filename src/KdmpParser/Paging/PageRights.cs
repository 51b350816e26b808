namespace KdmpParser.Paging;

/// <summary>What a mapping allows. Intel SDM vol. 3A, 4.6: a right must be granted at every level of the walk.</summary>
internal readonly record struct PageRights(bool Writable, bool User, bool Executable)
{
    public static readonly PageRights All = new(true, true, true);

    public PageRights Through(PageTableEntry entry) => new(Writable && entry.Writable, User && entry.User, Executable && !entry.NoExecute);

    public PageRights Through(PageRights other) => new(Writable && other.Writable, User && other.User, Executable && other.Executable);
}
