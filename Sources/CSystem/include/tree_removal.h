#ifndef LOUVER_TREE_REMOVAL_H
#define LOUVER_TREE_REMOVAL_H

// Removes a file, or a directory with everything beneath it, links not followed: whatever the names are, however deep they nest, and
// though its owner may have forbidden himself to look into it. What cannot be removed stays.
void louver_remove_tree(const char *path);

#endif
