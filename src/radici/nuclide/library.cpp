#include "radici/nuclide/library.hpp"

#include <map>
#include <mutex>

#include "radici/base/document.hpp"
#include "radici/base/nearest.hpp"
#include "radici/nuclide/detail/nuclide_file.hpp"
#include "radici/nuclide/energy_audit.hpp"
#include "radici/nuclide/name.hpp"

namespace radici::nuclide {

namespace {

Nuclide read(Document const& document)
{
    auto const root = document.root();
    auto nuclide = detail::read_emissions(root);
    require_sound(nuclide, root);
    root.finish();
    return nuclide;
}

}   // namespace

Nuclide read_nuclide(std::filesystem::path const& file)
{
    auto const document = Document::open(file);
    auto nuclide = read(document);
    if (nuclide.name != file.stem().string())
        throw document.root().at("name").error({.problem = "\"" + nuclide.name + "\"",
                                                .why = "the file is called otherwise",
                                                .hint = "name it " + nuclide.name + ".toml"});
    return nuclide;
}

Nuclide parse_nuclide(std::string_view toml, std::string const& name)
{
    return read(Document::parse(toml, name));
}

struct NuclideLibrary::Shelf {
    std::filesystem::path folder;
    std::mutex mutex;
    std::map<std::string, std::unique_ptr<Nuclide const>, std::less<>>
        books;   // null: not yet read
};

NuclideLibrary::NuclideLibrary(std::shared_ptr<Shelf> shelf) : shelf_(std::move(shelf)) {}

NuclideLibrary NuclideLibrary::load(std::filesystem::path const& data_folder)
{
    auto shelf = std::make_shared<Shelf>();
    shelf->folder = data_folder / "nuclides";
    std::error_code failed;
    for (std::filesystem::directory_iterator entry{shelf->folder, failed}, end;
         !failed && entry != end; entry.increment(failed)) {
        auto const& path = entry->path();
        auto const name = parse_nuclide_name(path.stem().string());
        if (path.extension() == ".toml" && name && to_text(*name) == path.stem().string())
            shelf->books.emplace(path.stem().string(), nullptr);
    }
    if (failed || shelf->books.empty())
        throw StudyError({.file = shelf->folder.string(), .line = 0, .key = ""},
                         {.problem = "no nuclides",
                          .why = failed ? failed.message() : "the folder holds no nuclide file",
                          .hint = "does RADICI_DATA name the folder data/?"});
    return NuclideLibrary{std::move(shelf)};
}

Nuclide const* NuclideLibrary::find(std::string_view name) const
{
    auto const parsed = parse_nuclide_name(name);
    if (!parsed)
        return nullptr;
    std::scoped_lock const lock{shelf_->mutex};
    auto const book = shelf_->books.find(to_text(*parsed));
    if (book == shelf_->books.end())
        return nullptr;
    if (!book->second)
        book->second =
            std::make_unique<Nuclide const>(read_nuclide(shelf_->folder / (book->first + ".toml")));
    return book->second.get();
}

Nuclide const& NuclideLibrary::at(std::string_view name) const
{
    if (auto const* nuclide = find(name))
        return *nuclide;
    auto const known = names();
    auto const parsed = parse_nuclide_name(name);
    throw StudyError({},
                     {.problem = "unknown nuclide \"" + std::string{name} + "\"",
                      .why = "",
                      .hint = nearest_hint(parsed ? to_text(*parsed) : std::string{name}, known)});
}

std::vector<std::string> NuclideLibrary::names() const
{
    std::vector<std::string> all;
    for (auto const& [name, book] : shelf_->books)
        all.push_back(name);
    return all;
}

}   // namespace radici::nuclide
